import type { Ack } from './ack.ts';
import type { Commands } from './commands.ts';
import { ERROR_CODES, type ErrorCode } from './errors.ts';
import type { Facts } from './facts.ts';
import { LIMITS } from './limits.ts';
import type { RoomEvent } from './room-events.ts';
import type { ClientToServerEvents } from './socket.ts';

describe('contract', () => {
  it('closes the union of error codes', () => {
    // @ts-expect-error a code that is not in the list
    const unknown: ErrorCode = 'OOPS';

    expect(ERROR_CODES).not.toContain(unknown);
    expect(new Set(ERROR_CODES).size).toBe(ERROR_CODES.length);
  });

  it('makes data of an ack reachable only after ok was checked', () => {
    const read = (ack: Ack<{ seq: number }>): number => {
      // @ts-expect-error an ack may be a failure
      void ack.data;
      return ack.ok ? ack.data.seq : ack.code.length;
    };

    expect(read({ ok: true, data: { seq: 7 } })).toBe(7);
    expect(read({ ok: false, code: 'BUSY', message: '' })).toBe(4);
  });

  it('tells events apart by their type', () => {
    const bodyOf = (event: RoomEvent): string | undefined => {
      // @ts-expect-error only messages have a body
      void event.body;
      return event.type === 'message.posted' ? event.body : undefined;
    };

    expect(bodyOf({ seq: 1, at: 0, type: 'member.joined', author: { id: 'u', name: 'U' } })).toBeUndefined();
  });

  it('names commands in the imperative and facts in the past tense or as nouns', () => {
    const send: Parameters<ClientToServerEvents['message:send']>[0] = { roomId: 'r', clientId: 'c', body: 'b' };
    // @ts-expect-error a body is required
    const broken: Commands['message:send']['payload'] = { roomId: 'r', clientId: 'c' };
    const head: Facts['room:head'] = { roomId: 'r', epoch: 'e', head: 1 };

    expect([send.roomId, broken.roomId, head.roomId]).toEqual(['r', 'r', 'r']);
  });

  it('lets the longest allowed message fit into one packet even when escaped', () => {
    const widest = '\u{1F600}'.repeat(LIMITS.messageLength);

    expect(Buffer.byteLength(JSON.stringify(widest))).toBeLessThan(LIMITS.packetBytes);
  });
});
