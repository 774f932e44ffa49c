import { commandGate } from './command-gate.ts';

function scene(waits: Iterator<number>) {
  const acks: unknown[] = [];
  const seen = { passed: 0, closed: 0 };
  const gate = commandGate({ waitMs: () => Number(waits.next().value), disconnect: () => void seen.closed++ });
  const send = (event: string) => gate([event, {}, (answer: unknown) => acks.push(answer)], () => void seen.passed++);
  return { send, acks, seen };
}

function* always(waitMs: number) {
  for (;;) yield waitMs;
}

function* oneInFifty() {
  for (let count = 0; ; count++) yield count % 50 === 0 ? 0 : 10;
}

describe('the gate of a socket', () => {
  it('lets a command pass that is in time', () => {
    const { send, acks, seen } = scene(always(0));

    send('message:send');

    expect([seen.passed, acks]).toEqual([1, []]);
  });

  it('answers a command that nobody knows', () => {
    const { send, acks, seen } = scene(always(0));

    send('room:explode');

    expect(seen.passed).toBe(0);
    expect(acks).toMatchObject([{ ok: false, code: 'INVALID' }]);
  });

  it('answers one that comes too fast, and says when to come back', () => {
    const { send, acks } = scene(always(70));

    send('message:send');

    expect(acks).toMatchObject([{ ok: false, code: 'RATE_LIMITED', retryAfterMs: 70 }]);
  });

  it('closes a socket that goes on, also when one command in fifty passes', () => {
    const { send, seen } = scene(oneInFifty());

    for (let count = 0; count < 2_000; count++) send('message:send');

    expect(seen.closed).toBeGreaterThan(0);
  });
});
