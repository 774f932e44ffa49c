import type { FoundPerson } from '../contract/rest.ts';
import type { Author } from '../contract/room-events.ts';

export interface PeopleWrites {
  /** Whether there is place: nobody blocks more than `LIMITS.blocksPerPerson`. */
  setBlock(wish: { userId: string; blocked: string; on: boolean; at: number }): boolean;
}

export interface PeopleReads {
  user(userId: string): Author | null;
  /** Those of `userIds` whom somebody may find: they are in a public room, or in one of theirs. */
  findable(query: { userId: string; userIds: string[] }): Author[];
  /** Of those one may find: whose name has a word that begins so (as `searchKey` has it), people of the room first, then by name. */
  people(query: { userId: string; roomId: string | null; search: string; limit: number }): FoundPerson[];
  /** Whom somebody has blocked. */
  blocks(userId: string): Author[];
  /** Those of `userIds` who have blocked somebody. */
  blocking(query: { userId: string; userIds: string[] }): string[];
}
