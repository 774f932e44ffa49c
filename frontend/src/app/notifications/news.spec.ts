import type { Author, Message } from '@contract/room-events';
import type { MyRoom } from '@contract/room';
import { newsIn } from './news';
import { plainText } from '@contract/plain-text';
import { worthTelling } from './news-text';

const NOW = 1_000_000;
const ALA: Author = { id: 'ala', name: 'Ala' };
const OLA: Author = { id: 'ola', name: 'Ola' };

type Own = Partial<Omit<MyRoom, 'room'>> & { last?: number };

const rooms = (mine: Own) => new Map([['r', { unread: 0, mentions: 0, level: 'all', ...mine, room: { id: 'r', lastOrdinal: mine.last ?? 0 } } as unknown as MyRoom]]);
const ringing = (before: Own, after: Own): boolean[] => newsIn(rooms(before), rooms(after), NOW).map(({ mention }) => mention);

describe('what rings', () => {
  it.each<[string, Own, boolean[]]>([
    ['a new message', { last: 2, unread: 1 }, [false]],
    ['a mention', { last: 2, unread: 1, mentions: 1 }, [true]],
    ['a mention, where mentions are the level', { last: 2, unread: 1, mentions: 1, level: 'mentions' }, [true]],
    ['what comes when the time is over for which it was muted', { last: 2, unread: 1, mutedUntil: NOW }, [false]],
  ])('is %s', (_, after, mentions) => {
    expect(ringing({ last: 1 }, after)).toEqual(mentions);
  });

  it.each<[string, Own, Own]>([
    ['what was there before', { last: 2, unread: 1 }, { last: 2, unread: 1 }],
    ['one’s own message, which is read', { last: 1 }, { last: 2 }],
    ['what was marked as unread', { last: 2 }, { last: 2, unread: 1, mentions: 1 }],
    ['a mention that was edited into an old message', { last: 2, unread: 2 }, { last: 2, unread: 2, mentions: 1 }],
    ['a message without a mention, where mentions are the level', { last: 1 }, { last: 2, unread: 1, level: 'mentions' }],
    ['a muted room, mentioned or not', { last: 1 }, { last: 2, unread: 1, mentions: 1, mutedUntil: NOW + 1 }],
    ['a room whose level is nothing, mentioned or not', { last: 1 }, { last: 2, unread: 1, mentions: 1, level: 'none' }],
    ['something deleted while more is read', { last: 5, unread: 4 }, { last: 6, unread: 3 }],
  ])('is not %s', (_, before, after) => {
    expect(ringing(before, after)).toEqual([]);
  });

  it('is also what waits in a room that somebody has taken the reader into', () => {
    expect(newsIn(new Map(), rooms({ last: 1, unread: 1 }), NOW)).toHaveLength(1);
    expect(newsIn(new Map(), rooms({ last: 9 }), NOW)).toEqual([]);
  });
});

describe('what is told of it', () => {
  const message = (ordinal: number, more: Partial<Message>): Message => ({ id: `m${ordinal}`, seq: ordinal, ordinal, at: 0, author: OLA, clientId: 'c', body: '', ...more });

  it('is the newest that is not one’s own and not deleted; the newest mention where that is why', () => {
    const messages = [message(1, { mentions: ['ala'] }), message(2, { mentions: ['@room'] }), message(3, {}), message(4, { author: ALA }), message(5, { deleted: true })];

    expect([false, true].map((mention) => worthTelling(messages, { user: ALA, mention })?.ordinal)).toEqual([3, 2]);
    expect(worthTelling([message(1, { author: ALA })], { user: ALA, mention: false })).toBeUndefined();
  });

  it('has names for ids, and is not endless', () => {
    expect(plainText('<@ala> and <@ola>, <@here>, <@stranger>', new Map([ALA, OLA].map(({ id, name }) => [id, name])))).toBe('@Ala and @Ola, @here, @…');
    expect(plainText('ą'.repeat(500), new Map()).length).toBe(201);
  });
});
