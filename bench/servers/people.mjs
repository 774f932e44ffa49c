import { createHash, createHmac } from 'node:crypto';

/** Of every server that is measured: its secrets.json has it, see seed.mjs. */
export const SESSION_KEY = Buffer.alloc(32, 7);

/** Ids as long as real ones, so that packets weigh what they weigh. */
export const userIdOf = (user) => `user-${String(user).padStart(7, '0')}`;
export const roomIdOf = (room) => `room-${String(room).padStart(7, '0')}`;
export const EPOCH = 'bench-epoch1';

/** As the server makes them, see identity/session-tokens.ts, but always the same for one user. */
export function tokenOf(user) {
  const random = createHash('sha256').update(`user ${user}`).digest().subarray(0, 24);
  const seal = createHmac('sha256', SESSION_KEY).update('seal of a session token').update(random).digest().subarray(0, 8);
  return Buffer.concat([random, seal]).toString('base64url');
}
