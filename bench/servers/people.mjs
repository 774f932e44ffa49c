/** Ids as long as real ones, so that packets weigh what they weigh. */
export const userIdOf = (user) => `user-${String(user).padStart(7, '0')}`;
export const roomIdOf = (room) => `room-${String(room).padStart(7, '0')}`;
export const tokenOf = (user) => `bench-token-${user}`;
export const EPOCH = 'bench-epoch1';
