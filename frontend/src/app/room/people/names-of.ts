import type { Members } from './members';

/** By their ids, as far as the list goes. */
export function namesOf({ listed }: Members): ReadonlyMap<string, string> {
  return new Map(listed.map(({ id, name }) => [id, name]));
}
