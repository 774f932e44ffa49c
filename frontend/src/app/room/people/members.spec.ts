import { NOBODY, membersOf, membershipChanged, presenceChanged } from './members';
import { ALA, OLA } from '../room.test-kit';

const BOTH = membersOf({ members: [{ ...OLA, role: 'member', online: false }, { ...ALA, role: 'owner', online: true }], memberCount: 2, room: { online: 1 } });

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
});
