import type { RoomEvent } from '../../contract/room-events.ts';
import { frameOf, textOf } from './frame.ts';

/** "4" (Engine.IO message) and "2" (event): https://socket.io/docs/v4/socket-io-protocol/ */
export const EVENT = '42';

/** One batch of events as a finished packet, made once for all members. */
export function encodeEvents(batch: { roomId: string; epoch: string; encodedEvents: string[] }): Uint8Array<ArrayBuffer> {
  const address = `"roomId":${JSON.stringify(batch.roomId)},"epoch":${JSON.stringify(batch.epoch)}`;
  return frameOf(`${EVENT}["room:events",{${address},"events":[${batch.encodedEvents.join(',')}]}]`);
}

/** The events of a packet that `encodeEvents` made. */
export function decodeEvents(packet: Uint8Array): RoomEvent[] {
  const [, { events }] = JSON.parse(textOf(packet).slice(EVENT.length)) as [string, { events: RoomEvent[] }];
  return events;
}
