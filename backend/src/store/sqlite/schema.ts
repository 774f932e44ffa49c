import { ACCOUNTS } from './migrations/accounts.ts';
import { DRAFTS } from './migrations/drafts.ts';
import { FAVOURITES } from './migrations/favourites.ts';
import { GROUND } from './migrations/ground.ts';
import { HOOKS } from './migrations/hooks.ts';
import { PUSH } from './migrations/push.ts';
import { SECOND_FACTORS } from './migrations/second-factors.ts';
import { TEXT_INDEX } from './migrations/search.ts';

/** Says "this file is Wątek's" in the header of the file: "WATK". */
export const APPLICATION_ID = 0x57_41_54_4b;

/**
 * Number n stands at n - 1 and takes a database from user_version n - 1 to n. What was released is never edited: add the next one.
 * Rooms have an integer key, so that the rows and indices of the log, by far the most of the file, stay small.
 * A message's text stands once, in `events.payload`, which is the event's JSON as it is sent.
 */
export const MIGRATIONS: readonly string[] = [...GROUND, PUSH, TEXT_INDEX, ACCOUNTS, HOOKS, SECOND_FACTORS, DRAFTS, FAVOURITES];
