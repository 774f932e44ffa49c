import { LIMITS } from '../../contract/limits.ts';
import { searchKeyOf } from '../../contract/name-keys.ts';
import type { Author } from '../../contract/room-events.ts';
import type { PeopleWrites } from '../people.ts';
import type { Database, StatementSync } from './database.ts';
import { WRITES } from './queries.ts';

const BLOCKS = {
  block: 'INSERT OR IGNORE INTO blocks (user, blocked, at) VALUES (:user, :blocked, :at)',
  unblock: 'DELETE FROM blocks WHERE user = :user AND blocked = :blocked',
  countBlocks: 'SELECT count(*) AS count FROM blocks WHERE user = :user',
} as const;

type Statements = Record<keyof typeof BLOCKS | 'saveUser' | 'renameUser' | 'nameKey' | 'addWord' | 'forgetWords', StatementSync>;

/** How people are called and found, and who wants nothing from whom. */
export class People implements PeopleWrites {
  readonly #statements: Statements;

  constructor(database: Database) {
    const { saveUser, renameUser, nameKey, addWord, forgetWords } = WRITES;
    const prepared = Object.entries({ ...BLOCKS, saveUser, renameUser, nameKey, addWord, forgetWords }).map(([name, sql]) => [name, database.prepare(sql)]);
    this.#statements = Object.fromEntries(prepared) as Statements;
  }

  save({ id, name }: Author, createdAt: number): void {
    const searchKey = searchKeyOf(name);
    this.#keepWords(id, searchKey);
    this.#statements.saveUser.run({ id, name, searchKey, createdAt });
  }

  rename({ id, name }: Author): void {
    const searchKey = searchKeyOf(name);
    this.#keepWords(id, searchKey);
    this.#statements.renameUser.run({ id, name, searchKey });
  }

  /** Before the name is stored: what it was, is read from there. */
  #keepWords(id: string, searchKey: string): void {
    const before = this.#statements.nameKey.get({ id }) as { searchKey: string } | undefined;
    if (before?.searchKey === searchKey) return;
    if (before !== undefined) this.#statements.forgetWords.run({ user: id, words: JSON.stringify(wordsOf(before.searchKey)) });
    for (const word of wordsOf(searchKey)) this.#statements.addWord.run({ word, user: id });
  }

  setBlock({ userId: user, blocked, on, at }: Parameters<PeopleWrites['setBlock']>[0]): boolean {
    this.#statements.unblock.run({ user, blocked });
    if (!on) return true;
    const { count } = this.#statements.countBlocks.get({ user }) as { count: number };
    if (count >= LIMITS.blocksPerPerson) return false;
    this.#statements.block.run({ user, blocked, at });
    return true;
  }
}

function wordsOf(searchKey: string): string[] {
  return searchKey.split(' ').filter((word) => word !== '');
}
