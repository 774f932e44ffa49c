import type { CommandName } from '../contract/commands.ts';
import type { Failure } from '../contract/errors.ts';
import { payloadSchemas } from '../wire/schemas/payloads.ts';

type Packet = [event: string, ...args: unknown[]];

/** Refusals beyond what passed, after which a socket is closed: it does not listen. */
const MOST_REFUSALS = 1_000;

/**
 * Looks at every packet before its handler: an unknown command is answered, which nothing else would do, and one over
 * the sender's rate goes no further. Returns what stands in front of the handlers of one socket.
 */
export function commandGate(options: { waitMs: () => number; disconnect: () => void }): (packet: Packet, next: () => void) => void {
  let refusals = 0;
  return ([event, ...args], next) => {
    const refusal = isCommand(event) ? tooFast(options.waitMs()) : unknown(event);
    if (refusal === null) {
      refusals = Math.max(0, refusals - 1);
      return next();
    }
    answer(args, refusal);
    if (++refusals > MOST_REFUSALS) options.disconnect();
  };
}

function isCommand(event: unknown): event is CommandName {
  return typeof event === 'string' && Object.hasOwn(payloadSchemas, event);
}

function tooFast(waitMs: number): Failure | null {
  if (waitMs === 0) return null;
  return { code: 'RATE_LIMITED', message: 'Too many commands in a short time. Nothing was done; wait and try again.', retryAfterMs: waitMs };
}

function unknown(event: unknown): Failure {
  const name = typeof event === 'string' ? event.slice(0, 40) : 'this';
  return { code: 'INVALID', message: `There is no command ${JSON.stringify(name)}.` };
}

function answer(args: unknown[], failure: Failure): void {
  const ack = args.at(-1);
  if (typeof ack === 'function') (ack as (answer: unknown) => void)({ ok: false, ...failure });
}
