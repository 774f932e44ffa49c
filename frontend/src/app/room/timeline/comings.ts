import type { Notice } from './timeline-entry';

/** People, each once, by what they have done in the end. */
export interface Comings {
  came: string[];
  left: string[];
  /** Came in, and are gone again. */
  visited: string[];
}

export function comingsOf(events: readonly Notice[]): Comings {
  const byPerson = Map.groupBy(events, ({ author }) => author.id);
  const comings: Comings = { came: [], left: [], visited: [] };
  for (const own of byPerson.values()) {
    const [first, last] = [own[0], own.at(-1)];
    if (first === undefined || last === undefined) continue;
    if (last.type === 'member.joined') comings.came.push(last.author.name);
    else if (first.type === 'member.joined') comings.visited.push(last.author.name);
    else comings.left.push(last.author.name);
  }
  return comings;
}
