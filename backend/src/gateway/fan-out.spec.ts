import { encodeEvents } from '../wire/packets/events-packet.ts';
import { EncodedPacket } from './encoded-packet.ts';
import { FanOut, type Sink } from './fan-out.ts';

/** A clock that moves one millisecond with every write. */
function scene() {
  let now = 0;
  const written: string[] = [];
  const packets = new Map<EncodedPacket, string>();
  const sinks = (count: number): Sink[] =>
    Array.from({ length: count }, () => ({
      write: (packet) => {
        now++;
        written.push(packets.get(packet) ?? '?');
      },
    }));
  const packet = (name: string) => {
    const encoded = EncodedPacket.ofFact('typing:changed', { roomId: name, people: [] });
    packets.set(encoded, name);
    return encoded;
  };
  return { fanOut: new FanOut(() => now), written, sinks, packet, pass: (ms: number) => (now += ms) };
}

const drained = (fanOut: FanOut) =>
  new Promise<void>((resolve) => {
    const look = () => (fanOut.pending === 0 ? resolve() : void setImmediate(look));
    look();
  });

describe('FanOut', () => {
  it('writes a packet once to every sink and then says so', async () => {
    const { fanOut, written, sinks, packet } = scene();

    await new Promise<void>((onDone) => fanOut.deliver({ key: 'a', sinks: sinks(100), packet: packet('a'), onDone }));

    expect(written).toEqual(Array.from({ length: 100 }, () => 'a'));
  });

  it('is done at once where nobody listens', () => {
    const { fanOut, packet } = scene();
    let done = false;

    fanOut.deliver({ key: 'a', sinks: [], packet: packet('a'), onDone: () => (done = true) });

    expect(done).toBe(true);
  });

  it('stops after a slice and lets others in between', async () => {
    const { fanOut, written, sinks, packet } = scene();

    fanOut.deliver({ key: 'big', sinks: sinks(1_000), packet: packet('big') });
    const inFirstSlice = written.length;
    fanOut.deliver({ key: 'small', sinks: sinks(3), packet: packet('small') });
    await drained(fanOut);

    expect(inFirstSlice).toBeLessThanOrEqual(32);
    expect(written.lastIndexOf('small')).toBeLessThan(100);
    expect(written.filter((name) => name === 'big')).toHaveLength(1_000);
  });

  it('writes a small packet at once while a big one is under way', () => {
    const { fanOut, written, sinks, packet } = scene();

    fanOut.deliver({ key: 'big', sinks: sinks(1_000), packet: packet('big') });
    fanOut.deliver({ key: 'small', sinks: sinks(3), packet: packet('small') });

    expect(written.slice(-3)).toEqual(['small', 'small', 'small']);
    expect(written.length).toBeLessThan(100);
  });

  it('goes on between two turns of the loop, a slice at a time', () => {
    const { fanOut, written, sinks, packet, pass } = scene();
    fanOut.deliver({ key: 'big', sinks: sinks(1_000), packet: packet('big') });
    const first = written.length;

    fanOut.goOn();
    const tooEarly = written.length;
    pass(2);
    fanOut.goOn();

    expect(tooEarly).toBe(first);
    expect(written.length).toBe(2 * first);
  });

  it('keeps the order of packets with the same key', async () => {
    const { fanOut, written, sinks, packet } = scene();

    fanOut.deliver({ key: 'room', sinks: sinks(200), packet: packet('first') });
    fanOut.deliver({ key: 'room', sinks: sinks(200), packet: packet('second') });
    await drained(fanOut);

    expect(written.indexOf('second')).toBe(200);
    expect(written).toHaveLength(400);
  });
});

describe('EncodedPacket', () => {
  it('is encoded once: all sockets get the very bytes that the room thread made', () => {
    const made = encodeEvents({ roomId: 'r', epoch: 'e', encodedEvents: ['{"seq":1}', '{"seq":2}'] });

    const packet = new EncodedPacket(made);

    expect(packet.frame.buffer).toBe(made.buffer);
    expect(packet.frames[0]).toBe(packet.frame);
  });

  it.each([1, 100, 125, 126, 65_535, 65_536, 200_000])('frames a text of %i more bytes', (length) => {
    const packet = EncodedPacket.ofFact('typing:changed', { roomId: 'x'.repeat(length), people: [] });

    const { frame } = packet;

    expect(frame[0]).toBe(0x81);
    expect(payloadOf(frame).toString('utf8')).toBe(`4${packet.text}`);
  });
});

function payloadOf(frame: Buffer): Buffer {
  const short = frame[1] ?? 0;
  const start = short === 126 ? 4 : short === 127 ? 10 : 2;
  const length = short === 126 ? frame.readUInt16BE(2) : short === 127 ? Number(frame.readBigUInt64BE(2)) : short;
  expect(frame.length).toBe(start + length);
  return frame.subarray(start);
}
