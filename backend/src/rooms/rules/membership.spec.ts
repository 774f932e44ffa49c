import type { Author } from '../../contract/room-events.ts';
import { DEFAULT_POLICY } from '../../contract/room.ts';
import type { RoomCommand } from '../../room-threads/room-rules.ts';
import type { RoomSnapshot } from '../../store/store.ts';
import { RoomLogic } from './room-logic.ts';
import { ANN, BOB, CID, emptyRoom, factsOf, join, leave, livelyRoom, nextId, pin, react, reactedOf, send, setMember, take, update } from './room-logic.test-kit.ts';

const INVITATION = { id: 'i1', by: BOB };
const joinBy = (actor: Author, by: Author): RoomCommand => ({ kind: 'join', actor, clientId: nextId(), roles: ['guest'], invite: { ...INVITATION, by } });

describe('who lets people in', () => {
  const DAN: Author = { id: 'dan', name: 'Dan' };
  const privateRoom = (changes: Partial<RoomSnapshot> = {}) => livelyRoom({ visibility: 'private', ...changes });

  it('is whoever moderates a private room, and any member of a public one', () => {
    expect(take(privateRoom(), setMember(BOB, DAN, { added: true }))).toMatchObject({ ok: true, events: [{ type: 'member.added', author: BOB, target: DAN }] });
    expect(take(privateRoom(), setMember(CID, DAN, { added: true }))).toMatchObject({ ok: false, code: 'FORBIDDEN' });
    expect(take(livelyRoom(), setMember(CID, DAN, { added: true }))).toMatchObject({ ok: true });
  });

  it('makes a member of whom is added, who can then speak', () => {
    const logic = privateRoom();

    take(logic, setMember(ANN, DAN, { added: true }));

    expect(take(logic, send(DAN, 'hello'))).toMatchObject({ ok: true });
  });

  it('changes nothing of a member, and brings nobody past a ban', () => {
    const logic = privateRoom({ sanctions: [{ userId: 'dan', banned: true, mutedUntil: 0 }] });

    expect(take(logic, setMember(ANN, CID, { added: true }))).toMatchObject({ ok: true, events: [] });
    expect(take(logic, setMember(ANN, DAN, { added: true }))).toMatchObject({ ok: false, code: 'FORBIDDEN' });
    expect(take(logic, joinBy(DAN, BOB))).toMatchObject({ ok: false, code: 'FORBIDDEN' });
  });

  it('opens a private room by an invitation, for as long as its maker may invite', () => {
    const logic = privateRoom();

    expect(take(logic, join(DAN))).toMatchObject({ ok: false, code: 'NOT_FOUND' });
    expect(take(logic, joinBy(DAN, CID))).toMatchObject({ ok: false, code: 'NOT_FOUND' });
    take(logic, setMember(ANN, BOB, { role: 'member' }));
    expect(take(logic, joinBy(DAN, BOB))).toMatchObject({ ok: false, code: 'NOT_FOUND' });
    expect(take(logic, joinBy(DAN, ANN))).toMatchObject({ ok: true, events: [{ type: 'member.joined', invite: 'i1', invitedBy: ANN }] });
  });

  it('takes a guest by invitation also where guests do not come by themselves', () => {
    const policy = { ...DEFAULT_POLICY, guests: false };

    expect(take(livelyRoom({ policy }), join(DAN))).toMatchObject({ ok: false, code: 'FORBIDDEN' });
    expect(take(livelyRoom({ policy }), joinBy(DAN, ANN))).toMatchObject({ ok: true });
  });
});

describe('a conversation', () => {
  const conversation = () => new RoomLogic(emptyRoom({ kind: 'direct', visibility: 'private', members: ['ann', 'bob'] }));

  it('has people who are all the same, and stay', () => {
    const logic = conversation();

    expect(take(logic, leave(ANN))).toMatchObject({ ok: false, code: 'FORBIDDEN' });
    expect(take(logic, setMember(ANN, CID, { added: true }))).toMatchObject({ ok: false, code: 'FORBIDDEN' });
    expect(take(logic, setMember(ANN, BOB, { removed: true }))).toMatchObject({ ok: false, code: 'FORBIDDEN' });
    expect(take(logic, update(ANN, { visibility: 'public' }))).toMatchObject({ ok: false, code: 'FORBIDDEN' });
    expect(take(logic, join(CID))).toMatchObject({ ok: false, code: 'NOT_FOUND' });
  });

  it('takes what they say, their reactions and pins', () => {
    const logic = conversation();

    expect(take(logic, send(ANN, 'a'))).toMatchObject({ ok: true });
    expect(take(logic, react(BOB, reactedOf(ANN, 1), '👍'))).toMatchObject({ ok: true });
    expect(take(logic, pin(BOB, factsOf(ANN, 1)))).toMatchObject({ ok: true });
  });
});
