import { SubscribeMessage } from '@nestjs/websockets';
import type { CommandName, Commands } from '../contract/commands.ts';
import type { ChatSocket } from './chat-socket.ts';
import { parse } from '../wire/schemas/parse.ts';
import { payloadSchemas } from '../wire/schemas/payloads.ts';

type Handler<Name extends CommandName> = (socket: ChatSocket, payload: Commands[Name]['payload']) => Promise<Commands[Name]['data']>;
type Raw = (socket: ChatSocket, payload: unknown) => Promise<unknown>;

/**
 * A handler of the gateway: gets the socket and the payload as its schema parsed it, and gives the data of the ack.
 * Pipes and parameter decorators would do the same with five more promises a message.
 */
export function Command<Name extends CommandName>(name: Name) {
  return (target: object, key: string, descriptor: TypedPropertyDescriptor<Handler<Name>>): void => {
    const handle = descriptor.value;
    if (handle === undefined) throw new TypeError('A command needs a handler.');
    const parsed: Raw = async function (this: object, socket, payload) {
      return handle.call(this, socket, parse(payloadSchemas[name], payload));
    };
    const raw = descriptor as TypedPropertyDescriptor<Raw>;
    raw.value = parsed;
    SubscribeMessage(name)(target, key, raw);
  };
}
