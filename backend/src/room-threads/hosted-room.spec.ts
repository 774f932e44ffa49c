import { jest } from '@jest/globals';
import { Condition } from '../concurrency/index.ts';
import { DEFAULT_POLICY } from '../contract/room.ts';
import type { RoomSnapshot } from '../store/store.ts';
import { loadRules } from '../rooms/rules/room-logic.ts';
import { HostedRoom, type Turn } from './hosted-room.ts';
import { ANN, eventsOf, sending } from './pool.test-kit.ts';
import { encodeCommand, HOLD_MS } from './protocol.ts';
import { RoomMemory } from './room-memory.ts';

const AUTHOR = { id: ANN.id, name: ANN.name };

function snapshotAt(head: number): Uint8Array {
  const place = { head, lastOrdinal: head, lastAt: 0 };
  const state = { name: 'Room', topic: '', visibility: 'public', policy: DEFAULT_POLICY, archived: false } as const;
  const snapshot: RoomSnapshot = { roomId: 'r', kind: 'room', epoch: 'e', ...state, members: ['ann'], roles: {}, sanctions: [], pins: [], recent: [], ...place };
  return Buffer.from(JSON.stringify(snapshot));
}

function hostedRoom(head: number): HostedRoom {
  const doorbell = new Condition(new SharedArrayBuffer(Condition.byteLength));
  const room = new HostedRoom('r', RoomMemory.create(new SharedArrayBuffer(RoomMemory.byteLengthFor(65_536)), doorbell), loadRules);
  room.load(snapshotAt(head));
  return room;
}

/** A turn that posts one message after `head`, as the loop would have taken it from the buffer. */
function turnOf(room: HostedRoom, head: number): Turn {
  const [seq, ordinal] = [head + 1, head + 1];
  const event = { seq, ordinal, at: 1, id: `r-${seq}`, type: 'message.posted', author: AUTHOR, clientId: `${seq}`, body: 'b' } as const;
  const command = sending(`${seq}`, 'b');
  const decision = { ok: true, events: [event], result: { seq, ordinal, at: 1, id: event.id } } as const;
  const append = { roomId: 'r', expectedSeq: head, events: [event], encoded: [JSON.stringify(event)] };
  return { room, append, decided: [{ record: { id: seq, command }, decision: { ...decision, events: [event] } }] };
}

/** Has one committed event, and what the last packet took to go out. */
function roomWithNews(fanOutMs: number): HostedRoom {
  const room = hostedRoom(10);
  room.memory.returnCredit(fanOutMs);
  room.settle(turnOf(room, 10), { kind: 'committed' });
  return room;
}

describe('HostedRoom', () => {
  it('holds a packet for the commands that are about to come, as long as the last one took', () => {
    jest.useFakeTimers();
    const room = roomWithNews(2);

    room.memory.expectMore(true);
    const held = !room.canPublish;
    jest.advanceTimersByTime(2);
    const later = room.canPublish;
    jest.useRealTimers();

    expect([held, later]).toEqual([true, true]);
  });

  it('holds none longer than a bound, however slow the fan-out is', () => {
    jest.useFakeTimers();
    const room = roomWithNews(1_000);

    room.memory.expectMore(true);
    jest.advanceTimersByTime(HOLD_MS);
    const later = room.canPublish;
    jest.useRealTimers();

    expect(later).toBe(true);
  });

  it('publishes at once where nothing is about to come', () => {
    const room = roomWithNews(1_000);

    expect(room.canPublish).toBe(true);
  });

  it('publishes from where its log ended when it was loaded', () => {
    const room = hostedRoom(10);

    room.settle(turnOf(room, 10), { kind: 'committed' });

    expect(room.publish()).toMatchObject({ first: 11, last: 11 });
  });

  it('numbers its packets by the log when an append that was given up was stored after all', () => {
    const room = hostedRoom(10);
    room.settle(turnOf(room, 10), { kind: 'failed', code: 'STORAGE_FAILED' });

    room.load(snapshotAt(13));
    room.settle(turnOf(room, 13), { kind: 'committed' });
    const publication = room.publish();

    expect(publication).toMatchObject({ first: 14, last: 14 });
    expect(eventsOf(publication).map(({ seq }) => seq)).toEqual([14]);
  });

  it('decides again what it held before it takes more', () => {
    const room = hostedRoom(10);
    const commands = [1, 2].map((id) => encodeCommand({ id, command: sending(`${id}`, 'b') }));
    // The main thread, where tests run, may not take from a buffer.
    jest.spyOn(room.memory.commands, 'tryTakeBatch').mockImplementation(() => commands.splice(0, 1));
    const take = () => room.takeTurn({ maxRecords: 10, maxBytes: 1_000 }, 1);

    room.settle(take(), { kind: 'conflict' });
    room.load(snapshotAt(12));
    const turns = [take(), take()];

    expect(turns.map(({ decided }) => decided.map(({ record }) => record.id))).toEqual([[1], [2]]);
  });

  it('keeps what was committed and not yet published over a refresh', () => {
    const room = hostedRoom(10);
    room.settle(turnOf(room, 10), { kind: 'committed' });
    room.settle(turnOf(room, 11), { kind: 'failed', code: 'STORAGE_FULL' });

    room.load(snapshotAt(11));

    expect(room.publish()).toMatchObject({ first: 11, last: 11 });
  });
});
