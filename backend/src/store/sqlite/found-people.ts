import type { FoundPerson } from '../../contract/rest.ts';
import type { StatementSync } from './database.ts';
import { type Row, toAuthor } from './rows.ts';

/** After every word that begins like what it is put behind. */
const BEYOND_WORDS = '\u{10ffff}';

interface Wanted {
  user: string;
  room: number | null;
  search: string;
  limit: number;
}

/** People of the room first, then the others by an index of the words of their names; each part by name. */
export function foundPeople(statements: Record<'peopleInside' | 'peopleOutside', StatementSync>, { limit, ...wanted }: Wanted): FoundPerson[] {
  const inside = statements.peopleInside.all({ ...wanted, limit }).map(toFound).sort(byName);
  const [word = ''] = wanted.search.split(' ');
  // Whoever has two words that begin so is found twice.
  const named = statements.peopleOutside.all({ ...wanted, word, beyond: word + BEYOND_WORDS, limit: limit * 2 }).map(toFound);
  const outside = [...new Map(named.map((person) => [person.id, person])).values()];
  return [...inside, ...outside.slice(0, limit - inside.length).sort(byName)];
}

function toFound(row: Row): FoundPerson {
  return { ...toAuthor(row), member: row['member'] === 1 };
}

const byName = (one: FoundPerson, other: FoundPerson): number => one.name.localeCompare(other.name);
