import { DirtyRooms } from './dirty-rooms.ts';
import { FeedMembers } from './feed-members.ts';
import { PersonFeed } from './person-feed.ts';

describe('PersonFeed', () => {
  it('knows what changed after a version', () => {
    const feed = new PersonFeed(1_000);
    feed.change(['a']);
    const then = feed.change(['b', 'c']);
    feed.change(['a']);

    expect([...(feed.changedSince(then) ?? [])]).toEqual(['a']);
    expect([...(feed.changedSince(1_000) ?? [])].sort()).toEqual(['a', 'b', 'c']);
    expect([...(feed.changedSince(feed.version) ?? ['something'])]).toEqual([]);
  });

  it('does not know versions of another feed, nor from the future', () => {
    const feed = new PersonFeed(1_000);

    expect([feed.changedSince(999), feed.changedSince(1_001)]).toEqual([null, null]);
  });

  it('forgets what is long past, and says so', () => {
    const feed = new PersonFeed(0);
    for (let room = 0; room < 2_000; room++) feed.change([`${room}`]);

    expect(feed.changedSince(500)).toBeNull();
    expect(feed.changedSince(1_500)?.size).toBe(500);
  });
});

describe('DirtyRooms', () => {
  const nobody = () => [];

  it('names each person once, however often and why', () => {
    const dirty = new DirtyRooms();
    dirty.touchFor('r', 'ann');
    dirty.touch('r', 'away');
    dirty.touch('r', 'all');
    dirty.touch('r', 'away');

    expect(dirty.take(10, (_, others) => (others === 'all' ? ['ann', 'bob'] : []))).toEqual(new Map([['r', ['ann', 'bob']]]));
    expect(dirty.isEmpty).toBe(true);
  });

  it('takes no more than it may; the rest comes next', () => {
    const dirty = new DirtyRooms();
    dirty.touch('r', 'all');
    const everybody = () => ['a', 'b', 'c', 'd', 'e'];

    const first = dirty.take(3, everybody);
    const second = dirty.take(3, nobody);

    expect([...first.values(), ...second.values()]).toEqual([['a', 'b', 'c'], ['d', 'e']]);
    expect(dirty.isEmpty).toBe(true);
  });

  it('gives again what was put back', () => {
    const dirty = new DirtyRooms();
    dirty.touchFor('r', 'ann');
    dirty.putBack(dirty.take(10, nobody));

    expect(dirty.take(10, nobody)).toEqual(new Map([['r', ['ann']]]));
  });
});

describe('FeedMembers', () => {
  it('keeps nothing of people who do not follow', () => {
    const members = new FeedMembers();
    members.join('bob', 'r');
    members.follow('ann');
    members.join('ann', 'r');

    expect([...members.in('r')]).toEqual(['ann']);
    members.forget('ann');
    expect([...members.in('r')]).toEqual([]);
  });
});
