import { LIMITS } from '@contract/limits';
import type { RoomEvent } from '@contract/room-events';
import { NOBODY, addsUp, membersOf, membershipChanged, presenceChanged } from './members';
import { ALA, OLA } from '../room.test-kit';

const BOTH = membersOf({ members: [{ ...OLA, role: 'member', online: false }, { ...ALA, role: 'owner', online: true }], memberCount: 2, online: 1 });

describe('members', () => {
  it('lists people online first', () => {
    expect(BOTH.listed.map(({ name }) => name)).toEqual(['Ala', 'Ola']);
  });

  it('follow who comes and goes', () => {
    const came = presenceChanged(BOTH, { roomId: 'r1', online: 2, joined: [OLA], left: [ALA] });

    expect(came.listed).toEqual([{ ...OLA, role: 'member', online: true }, { ...ALA, role: 'owner', online: false }]);
    expect(came.online).toBe(2);
  });

  it('take in somebody unknown who comes online', () => {
    expect(presenceChanged(NOBODY, { roomId: 'r1', online: 1, joined: [ALA], left: [OLA] }).listed).toEqual([{ ...ALA, role: 'member', online: true }]);
  });

  it('grow and shrink with membership, once per person', () => {
    const zosia = { id: 'u-z', name: 'Zosia' };
    const joined = { type: 'member.joined' as const, seq: 1, at: 0, author: zosia };

    const more = membershipChanged(membershipChanged(BOTH, [joined]), [joined]);
    const less = membershipChanged(more, [{ ...joined, type: 'member.left', author: OLA }]);

    expect(more.count).toBe(3);
    expect(less.count).toBe(2);
    expect(less.listed.map(({ name }) => name)).toEqual(['Ala', 'Zosia']);
  });

  it('never list more than the server does', () => {
    const crowd = Array.from({ length: LIMITS.membersListed + 50 }, (_, index) => ({ id: `u${index}`, name: `Person ${index}` }));

    const { listed, strangers } = presenceChanged(BOTH, { roomId: 'r1', online: crowd.length, joined: crowd, left: [] });

    expect(listed).toHaveLength(LIMITS.membersListed);
    expect(strangers.size).toBeLessThanOrEqual(LIMITS.membersListed);
  });

  it('count down when somebody beyond the list leaves, and not for a visitor', () => {
    const crowded = { ...BOTH, count: 700 };
    const left = (id: string): RoomEvent => ({ type: 'member.left', seq: 1, at: 0, author: { id, name: id } });
    const banned = (id: string): RoomEvent => ({ type: 'member.banned', seq: 1, at: 0, author: ALA, target: { id, name: id } });

    expect(membershipChanged(crowded, [left('u-unlisted')]).count).toBe(699);
    expect(membershipChanged(BOTH, [banned('u-visitor')]).count).toBe(2);
  });

  it('do not take a visitor for a member, before they join and after they have gone', () => {
    const zosia = { id: 'u-z', name: 'Zosia' };
    const visited = presenceChanged(BOTH, { roomId: 'r1', online: 2, joined: [zosia], left: [] });
    const joined = membershipChanged(visited, [{ type: 'member.joined', seq: 1, at: 0, author: zosia }]);
    const gone = presenceChanged(visited, { roomId: 'r1', online: 1, joined: [], left: [zosia] });

    expect([visited.count, joined.count]).toEqual([2, 3]);
    expect(gone.listed.map(({ name }) => name)).toEqual(['Ala', 'Ola']);
  });

  it('know when the names are fewer than the number', () => {
    expect([BOTH, { ...BOTH, online: 2 }, { ...BOTH, online: LIMITS.membersListed + 1 }].map(addsUp)).toEqual([true, false, true]);
  });
});
