import type { Author } from './room-events.ts';

/** A door of a room for one program, such as a build or an alarm: what is posted there is said in the room, under the hook's name. */
export interface Hook {
  /** Also the id of the author of what comes by it. */
  id: string;
  roomId: string;
  name: string;
  createdBy: Author;
  /** Milliseconds since 1970. */
  createdAt: number;
  usedAt: number | null;
}

/** The answer to `POST /api/rooms/:id/hooks`: the secret is shown here and never again. */
export interface HookMade extends Hook {
  secret: string;
}

/** `POST /api/rooms/:id/hooks`. */
export interface CreateHook {
  name: string;
}
