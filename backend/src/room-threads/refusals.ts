/** What a room says instead of an answer when it is not the rules that refuse. */
export const CLOSING = { code: 'ROOM_UNAVAILABLE', message: 'The server is about to stop. Nothing was stored.', retryAfterMs: 3_000 } as const;
export const CROWDED = { code: 'BUSY', message: 'More rooms are busy than the server can keep live. Nothing was stored.', retryAfterMs: 1_000 } as const;
export const NOT_LOADED = { code: 'STORAGE_FAILED', message: 'The room could not be loaded. Nothing was stored; try again.' } as const;
export const NO_ROOM = { code: 'NOT_FOUND', message: 'There is no such room.' } as const;
export const POISON = { code: 'INTERNAL', message: 'The server cannot carry this out. Nothing was stored.' } as const;
export const NO_THREAD = { code: 'ROOM_UNAVAILABLE', message: 'The server has no thread for this room at the moment. Nothing was stored.', retryAfterMs: 1_000 } as const;
