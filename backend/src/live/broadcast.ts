import type { FactName, Facts } from '../contract/facts.ts';

/** `person`: those of their connections that follow their own rooms. `directory`: whoever watches it. */
export type Recipients = { kind: 'everyone' } | { kind: 'room'; roomId: string } | { kind: 'person'; userId: string } | { kind: 'directory' };

/** A fact and who is to be told; `onTold` when it was written to all of them. The gateway carries it out; here nobody knows what a socket is. */
export type Broadcast = {
  [Name in FactName]: { recipients: Recipients; name: Name; payload: Facts[Name]; onTold?: () => void };
}[FactName];

export const toEveryone: Recipients = { kind: 'everyone' };
export const toDirectory: Recipients = { kind: 'directory' };
export const toRoom = (roomId: string): Recipients => ({ kind: 'room', roomId });
export const toPerson = (userId: string): Recipients => ({ kind: 'person', userId });
