import { Injectable } from '@nestjs/common';
import { LIMITS } from '../contract/limits.ts';
import { HERE, mentionsIn } from '../wire/mentions.ts';

type PeopleIn = (roomId: string, limit: number) => { id: string }[];

/** Where nobody has a socket, such as in a test. */
const nobody: PeopleIn = () => [];

/** Whom `<@here>` calls: who has the room open when it is said. Who that is, is known where the sockets are. */
@Injectable()
export class HereNow {
  #list = nobody;

  askedOf(list: PeopleIn): void {
    this.#list = list;
  }

  /** Nothing for a text that does not call them. */
  calledBy(body: string, roomId: string): { here?: string[] } {
    if (!mentionsIn(body).includes(HERE)) return {};
    return { here: this.#list(roomId, LIMITS.calledHere).map(({ id }) => id) };
  }
}
