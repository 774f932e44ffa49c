import { Injectable } from '@nestjs/common';
import type { Ack } from '../contract/ack.ts';
import type { CommandName, Commands } from '../contract/commands.ts';
import type { Failure } from '../contract/errors.ts';
import { isCurrent, principalOf } from '../identity/principal.ts';
import { RateLimits } from '../identity/rate-limits.ts';
import { SessionsService } from '../identity/sessions.service.ts';
import { failureOf } from '../rooms/failure.ts';
import { parse } from '../wire/schemas/parse.ts';
import { payloadSchemas } from '../wire/schemas/payloads.ts';
import type { ChatSocket } from './chat-socket.ts';
import { CommandGate } from './command-gate.ts';
import { FairScheduler } from './fair-scheduler.ts';

/** What is done for each command: gets the payload as its schema parsed it, and gives the data of the ack. */
export type CommandHandlers = { [Name in CommandName]: (socket: ChatSocket, payload: Commands[Name]['payload']) => Promise<Commands[Name]['data']> };

type Handler = (socket: ChatSocket, payload: unknown) => Promise<unknown>;
type Answer = (answer: Ack<unknown>) => void;

interface Command {
  name: CommandName;
  payload: unknown;
  ack: Answer | undefined;
}

const ENDED: Failure = { code: 'UNAUTHENTICATED', message: 'The session has ended. Nothing was done.' };
const NAME_QUOTED = 40;

/**
 * The way of every command, in one place: is there such a one, is its sender's session alive, do they go too fast, is the
 * payload what it should be; then the work; then exactly one answer, which is data or a failure with its code.
 */
@Injectable()
export class CommandDispatcher {
  readonly #scheduler: FairScheduler;
  readonly #sessions: SessionsService;
  readonly #rates: RateLimits;

  constructor(scheduler: FairScheduler, sessions: SessionsService, rates: RateLimits) {
    this.#scheduler = scheduler;
    this.#sessions = sessions;
    this.#rates = rates;
  }

  /** One listener for all commands of a socket. */
  serve(socket: ChatSocket, handlers: CommandHandlers): void {
    const gate = new CommandGate(() => socket.disconnect(true));
    socket.onAny((name: unknown, ...args: unknown[]) => {
      this.#scheduler.take();
      const ack = typeof args.at(-1) === 'function' ? (args.pop() as Answer) : undefined;
      const refusal = this.#refusalOf(socket, name);
      if (refusal !== null) {
        gate.refused();
        return ack?.({ ok: false, ...refusal });
      }
      gate.passed();
      void this.#run(socket, handlers, { name: name as CommandName, payload: args.length > 1 ? args : args[0], ack });
    });
  }

  #refusalOf({ data }: ChatSocket, name: unknown): Failure | null {
    if (!isCommand(name)) return unknown(name);
    const session = this.#sessions.use(data.principal.sessionId);
    if (session === null) return ENDED;
    // The name or the role may be another one since the last command.
    if (!isCurrent(data.principal, session)) data.principal = principalOf(session);
    return tooFast(this.#rates.command(data.principal.userId));
  }

  async #run(socket: ChatSocket, handlers: CommandHandlers, { name, payload, ack }: Command): Promise<void> {
    try {
      const data = await (handlers[name] as Handler)(socket, parse(payloadSchemas[name] as never, payload));
      ack?.({ ok: true, data });
    } catch (error) {
      ack?.({ ok: false, ...failureOf(error, { command: name, userId: socket.data.principal.userId }) });
    }
  }
}

function isCommand(name: unknown): name is CommandName {
  return typeof name === 'string' && Object.hasOwn(payloadSchemas, name);
}

function tooFast(waitMs: number): Failure | null {
  if (waitMs === 0) return null;
  return { code: 'RATE_LIMITED', message: 'Too many commands in a short time. Nothing was done; wait and try again.', retryAfterMs: waitMs };
}

function unknown(name: unknown): Failure {
  const quoted = typeof name === 'string' ? name.slice(0, NAME_QUOTED) : 'this';
  return { code: 'INVALID', message: `There is no command ${JSON.stringify(quoted)}.` };
}
