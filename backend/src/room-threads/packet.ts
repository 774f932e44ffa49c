/**
 * One batch of events as one Socket.IO packet, made once for all members: "4" (Engine.IO message), "2" (event), and
 * the JSON array of name and payload. https://socket.io/docs/v4/socket-io-protocol/
 */
export function encodePacket(batch: { roomId: string; epoch: string; encodedEvents: string[] }): Uint8Array<ArrayBuffer> {
  const address = `"roomId":${JSON.stringify(batch.roomId)},"epoch":${JSON.stringify(batch.epoch)}`;
  return new TextEncoder().encode(`42["room:events",{${address},"events":[${batch.encodedEvents.join(',')}]}]`);
}
