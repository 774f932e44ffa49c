import type { Ack } from './ack.ts';
import type { CommandName, Commands } from './commands.ts';
import type { FactName, Facts } from './facts.ts';

/** The maps that Socket.IO's `Server` and `Socket` take as type parameters. */
export type ClientToServerEvents = {
  [Name in CommandName]: (payload: Commands[Name]['payload'], ack: (answer: Ack<Commands[Name]['data']>) => void) => void;
};

export type ServerToClientEvents = {
  [Name in FactName]: (fact: Facts[Name]) => void;
};
