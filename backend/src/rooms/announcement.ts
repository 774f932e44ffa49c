import type { FactName, Facts } from '../contract/facts.ts';

export type Audience = { kind: 'everyone' } | { kind: 'room'; roomId: string } | { kind: 'person'; userId: string };

/** A fact and who is to be told; `onTold` when it was written to all of them. The gateway carries it out; here nobody knows what a socket is. */
export type Announcement = {
  [Name in FactName]: { audience: Audience; name: Name; payload: Facts[Name]; onTold?: () => void };
}[FactName];

export const toEveryone: Audience = { kind: 'everyone' };
export const toRoom = (roomId: string): Audience => ({ kind: 'room', roomId });
export const toPerson = (userId: string): Audience => ({ kind: 'person', userId });
