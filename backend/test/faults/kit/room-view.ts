import type { RoomEvent } from '../../../src/contract/room-events.ts';
import { labelOf, type Shown, type View } from './history.ts';

/** What one client has of one room: a run without a hole, and what does not fit to it yet. */
export class RoomView {
  readonly roomId: string;
  readonly run: Shown[] = [];
  readonly apart: Shown[] = [];
  /** Events that came again, as they were. */
  repeats = 0;
  epoch = '';
  /** The last number of the run, and the highest that is known to exist. */
  last = 0;
  head = 0;
  healing = false;

  constructor(roomId: string) {
    this.roomId = roomId;
  }

  begin(epoch: string, head: number): void {
    this.epoch = epoch;
    this.last = head;
    this.head = head;
  }

  get isNew(): boolean {
    return this.epoch === '';
  }

  get isBehind(): boolean {
    return this.head > this.last;
  }

  hearOf(head: number): void {
    this.head = Math.max(this.head, head);
  }

  take(events: RoomEvent[]): void {
    for (const event of events) this.#place({ seq: event.seq, label: labelOf(event) });
  }

  as(client: string): View {
    return { client, roomId: this.roomId, run: this.run, apart: this.apart };
  }

  #place(shown: Shown): void {
    this.hearOf(shown.seq);
    if (shown.seq === this.last + 1) {
      this.run.push(shown);
      this.last = shown.seq;
    } else if (this.#has(shown)) this.repeats++;
    else this.apart.push(shown);
  }

  /** What lies before the run was part of the answer to the first join. */
  #has({ seq, label }: Shown): boolean {
    const first = this.run[0]?.seq ?? this.last + 1;
    return seq < first || this.run[seq - first]?.label === label;
  }
}
