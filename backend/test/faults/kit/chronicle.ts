import type { MessageStored } from '../../../src/contract/commands.ts';
import type { ErrorCode } from '../../../src/contract/errors.ts';
import type { Sent } from './history.ts';

export interface Sample {
  at: number;
  roomId: string;
  ms: number;
}

/** What all clients of a run did and saw. */
export class Chronicle {
  readonly sent = new Map<string, Sent>();
  readonly acks: Sample[] = [];
  readonly sights: Sample[] = [];

  invoke(message: Pick<Sent, 'label' | 'roomId' | 'authorId'>): Sent {
    const sent = { ...message, sentAt: performance.now(), attempts: 0, unanswered: 0, nacks: [], ackedAt: null, ack: null, refused: null };
    this.sent.set(sent.label, sent);
    return sent;
  }

  acked(sent: Sent, ack: MessageStored): void {
    sent.ack = ack;
    sent.ackedAt = performance.now();
    this.acks.push({ at: sent.sentAt, roomId: sent.roomId, ms: sent.ackedAt - sent.sentAt });
  }

  /** A client was shown a message by the server's own accord. */
  seen(label: string): void {
    const sent = this.sent.get(label);
    if (sent !== undefined) this.sights.push({ at: sent.sentAt, roomId: sent.roomId, ms: performance.now() - sent.sentAt });
  }

  nacksOf(code: ErrorCode): number {
    return [...this.sent.values()].reduce((sum, { nacks }) => sum + nacks.filter((nack) => nack === code).length, 0);
  }

  get lastAckAt(): number {
    const last = this.acks.at(-1);
    return last === undefined ? 0 : last.at + last.ms;
  }
}
