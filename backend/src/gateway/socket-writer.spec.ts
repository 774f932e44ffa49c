import { EventEmitter } from 'node:events';
import { Writable } from 'node:stream';
import { ChatWebSocket } from './chat-web-socket.ts';
import type { EncodedPacket } from './encoded-packet.ts';
import { SocketWriter } from './socket-writer.ts';

const LIMITS = { bytes: 1_000_000, ms: 30_000 };
const FRAME_BYTES = 1_000;

/** A connection whose other side takes what it is told to take, and a clock in hand. */
function scene() {
  const pending: (() => void)[] = [];
  const stream = new Writable({ decodeStrings: false, write: (_chunk, _encoding, callback) => void pending.push(callback) });
  const webSocket = new ChatWebSocket(null as never, undefined, {});
  Object.assign(webSocket, { _socket: stream, _readyState: ChatWebSocket.OPEN });
  let now = 0;
  let stalls = 0;
  const connection = Object.assign(new EventEmitter(), { transport: { socket: webSocket }, writeBuffer: [], readyState: 'open' });
  const close = () => void Object.assign(connection, { readyState: 'closed' }).emit('close');
  const writer = new SocketWriter(connection as never, { limits: LIMITS, onStall: () => stalls++, now: () => now });
  const write = (mayBeMissed = false) => writer.write(packet(mayBeMissed));
  return { write, writer, close, pending, waiting: () => stream.writableLength, stalls: () => stalls, pass: (ms: number) => (now += ms), take: () => pending.shift()?.() };
}

function packet(mayBeMissed: boolean): EncodedPacket {
  return { frame: Buffer.alloc(FRAME_BYTES), frames: [], text: '', mayBeMissed } as unknown as EncodedPacket;
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('SocketWriter', () => {
  it('keeps whoever reads slowly but steadily, and leaves nothing out for them', () => {
    const slow = scene();
    slow.write();
    for (let second = 0; second < 120; second++) {
      slow.write(true);
      slow.pass(1_000);
      slow.take();
    }

    expect(slow.stalls()).toBe(0);
    expect(slow.waiting()).toBe(FRAME_BYTES);
  });

  it('leaves out what can be missed when something has waited for a second', () => {
    const stuck = scene();
    stuck.write();
    stuck.write();
    stuck.pass(1_500);
    stuck.write(true);
    stuck.write();

    expect(stuck.waiting()).toBe(3 * FRAME_BYTES);
  });

  it('gives up whoever takes nothing for too long, once', () => {
    const stuck = scene();
    stuck.write();
    stuck.write();
    stuck.pass(LIMITS.ms + 1);
    for (let n = 0; n < 5; n++) stuck.write();

    expect(stuck.stalls()).toBe(1);
    expect(stuck.waiting()).toBe(2 * FRAME_BYTES);
  });

  it('says when what waits has been taken', async () => {
    const slow = scene();
    for (let n = 0; n < 200; n++) slow.write();
    let isDrained = false;
    const drained = slow.writer.whenDrained().then(() => (isDrained = true));
    slow.take();
    await turn();
    const before = isDrained;
    while (slow.waiting() > 0) {
      slow.take();
      await turn();
    }
    await drained;

    expect([before, isDrained]).toEqual([false, true]);
  });

  it('lets nobody wait for a connection that is closed', async () => {
    const slow = scene();
    for (let n = 0; n < 200; n++) slow.write();
    const drained = slow.writer.whenDrained();
    slow.close();

    await expect(drained).resolves.toBeUndefined();
  });

  it('gives up whoever has too much waiting', () => {
    const stuck = scene();
    for (let n = 0; n < 2 + LIMITS.bytes / FRAME_BYTES; n++) stuck.write();

    expect(stuck.stalls()).toBe(1);
  });
});
