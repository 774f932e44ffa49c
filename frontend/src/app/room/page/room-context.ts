import type { Author } from '@contract/room-events';

/** Which room this is, as the address says it, and who looks at it. */
export abstract class RoomContext {
  abstract readonly idOrSlug: string;
  abstract readonly user: Author;
}
