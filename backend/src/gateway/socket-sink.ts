import type { ChatSocket } from './chat-socket.ts';
import type { EncodedPacket } from './encoded-packet.ts';
import type { Sink } from './fan-out.ts';

const WEBSOCKET = 'websocket';

/**
 * Writes below Socket.IO, on the Engine.IO connection: the packet is encoded already. A WebSocket gets the finished
 * frame by the option that Socket.IO's own adapter uses for broadcasts; the text is only made where somebody polls.
 * https://socket.io/docs/v4/adapter/ and socket.io-adapter, in-memory-adapter.ts, `_encode`
 */
export function sinkOf(socket: ChatSocket): Sink {
  return {
    write: (packet) => {
      const data = socket.conn.transport.name === WEBSOCKET ? undefined : packet.text;
      const options: Parameters<typeof socket.conn.write>[1] & { wsPreEncodedFrame: Buffer[] } = { wsPreEncodedFrame: frameOf(packet) };
      socket.conn.write(data, options);
    },
  };
}

function frameOf(packet: EncodedPacket): Buffer[] {
  return [packet.frame];
}
