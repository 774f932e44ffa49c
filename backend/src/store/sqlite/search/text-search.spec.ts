import fc from 'fast-check';
import { foldedTerms } from '../../../contract/search-query.ts';
import { foldText, searchableText } from '../../../contract/search-text.ts';
import { Database } from '../database.ts';
import { rebuild } from '../rebuild.ts';
import { anna, bartek, freshStore, session } from '../store.test-kit.ts';
import { asked, everything, placesOf, query, Room } from './search.test-kit.ts';
import { SEARCHES, TEXT_INDEX } from './statements.ts';

/** Words of five scripts, some of them parts of others, and what stands between them. */
const WORDS = ['zażółć', 'Żółć', 'gęś', 'jaźń', 'test', 'contest', 'a', 'ab', 'foo->bar()', 'x_y', '100%', 'привет', 'ПРИВЕТСТВИЕ', 'ёж', 'мир', 'مرحبا', 'مَرْحَبًا', 'سلام', '日本', '日本語', '本', '東京都', 'ひらがな', 'café', 'ﬁn', 'ΟΔΟΣ', '🎉', '👨‍👩‍👧', '"', "'", '<@u-anna>'];
const text = fc.array(fc.oneof(fc.constantFrom(...WORDS), fc.string({ unit: 'grapheme', maxLength: 4 })), { minLength: 1, maxLength: 6 }).chain((words) =>
  fc.array(fc.constantFrom(' ', '', '\n', '  ', ', '), { minLength: words.length, maxLength: words.length }).map((gaps) => words.map((word, index) => word + (gaps[index] ?? '')).join('')),
);

interface Step {
  body: string;
  then: 'nothing' | 'index' | 'edit' | 'delete' | 'index one';
}

function does(room: Room, { body, then }: Step, { target, word }: { target: number; word: string }): void {
  room.says(body);
  if (then === 'index') room.index();
  else if (then === 'index one') room.index(1);
  else if (!room.texts.has(target)) return;
  else if (then === 'edit') room.edits(target, `${body} ${word}`);
  else if (then === 'delete') room.deletes(target);
}

/** Newest first. */
function foundByLooking(room: Room, terms: string[]): number[] {
  const found = [...room.texts].filter(([, body]) => terms.every((term) => foldText(searchableText(body)).includes(term)));
  return found.map(([ordinal]) => ordinal).sort((a, b) => b - a);
}

describe('search', () => {
  it('finds just what a look at every text finds, whatever of it is in the index', () => {
    const then = fc.constantFrom('nothing' as const, 'index' as const, 'edit' as const, 'delete' as const, 'index one' as const);
    const said = fc.array(fc.record({ body: text, then }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(said, fc.array(text, { minLength: 1, maxLength: 5 }), fc.nat(), (steps, questions, seed) => {
        using store = freshStore();
        const room = new Room(store);
        steps.forEach((step, index) => does(room, step, { target: 1 + ((seed + index) % (index + 1)), word: WORDS[seed % WORDS.length] ?? '' }));
        const parts = steps.map(({ body }) => body.slice(seed % 3, (seed % 3) + 1 + (seed % 5)));

        for (const question of [...questions, ...parts]) {
          const terms = foldedTerms(question.split(/\s+/u));

          const found = everything(store, { terms, limit: 3 }).map(({ ordinal }) => ordinal);

          expect(found).toEqual(foundByLooking(room, terms));
        }
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['zolc', 'Jest tu żółć', true],
    ['ŻÓŁĆ', 'zolc', true],
    ['test', 'contested', true],
    ['日本', '私は日本語を話す', true],
    ['本', '日本', true],
    ['ab', 'xabx', true],
    ['->bar', 'foo->bar()', true],
    ['100%', 'it is 100 %', false],
    ['x_y', 'xzy', false],
    ['foo bar', 'foo\n  bar', true],
    ['foo bar', 'bar foo', false],
  ])('looks for %s in “%s”: %s', (term, body, isFound) => {
    for (const isIndexed of [true, false]) {
      using store = freshStore();
      const room = new Room(store).says(body);
      if (isIndexed) room.index();

      expect(everything(store, asked(term))).toHaveLength(isFound ? 1 : 0);
    }
  });

  it.each(['" OR 1', 'NEAR(a b)', "'; DROP TABLE messages; --", 'tokens:a', 'a*', '^a', '(', ')', 'AND', 'NOT x', '\0', 'a\0b', '\ud800', '{a b}', '-', '+', '"', '""', '%', '_', '\u01c0r1'])(
    'takes %j for the text it is',
    (term) => {
      using store = freshStore();
      new Room(store).says('first').says(`said ${term} here`).index().says(`again ${term}!`);

      const found = placesOf(everything(store, asked(term)));

      expect(found).toEqual(foldedTerms([term]).length === 0 ? ['r1/3', 'r1/2', 'r1/1'] : ['r1/3', 'r1/2']);
    },
  );

  it('shows only what the asker may read now', () => {
    using store = freshStore();
    new Room(store, 'open').says('secret of all').index();
    const closed = new Room(store, 'closed', { visibility: 'private' }).joins(anna).joins(bartek).says('secret of two').index().says('secret, not indexed');
    new Room(store, 'direct', { visibility: 'private', kind: 'direct' }).joins(bartek).says('secret of one').index();

    const everywhere = placesOf(everything(store, asked('secret')));
    closed.leaves(anna);
    const afterwards = [everything(store, asked('secret')), everything(store, { ...asked('secret'), roomId: 'closed' }), everything(store, { roomId: 'direct' })].map(placesOf);

    expect(everywhere.sort()).toEqual(['closed/1', 'closed/2', 'open/1']);
    expect(afterwards).toEqual([['open/1'], [], []]);
    expect(placesOf(everything(store, { ...asked('secret'), asker: { userId: 'u-admin', roles: ['admin'] } }))).toEqual(['open/1']);
  });

  it('narrows by author, mention, kind, pin, room and time, in the index and before it', () => {
    using store = freshStore();
    store.writer.createSession(session({ tokenHash: 'h', user: { id: bartek.id, name: 'Bartek Żółw' }, createdAt: 1, expiresAt: 9 }));
    const room = new Room(store).joins(anna);
    const say = () => room.says('plain').says('https://x.org is nice').says('run `make`').says('<@u-anna> hi', { author: bartek, mentions: [anna.id] }).says('all', { author: bartek, mentions: ['@room'] });
    say().index();
    say().pins(2).pins(7);

    const ordinals = (values: Parameters<typeof everything>[1]) => everything(store, values).map(({ ordinal }) => ordinal);

    expect(ordinals({ has: ['link'] })).toEqual([7, 2]);
    expect(ordinals({ has: ['code'] })).toEqual([8, 3]);
    expect(ordinals({ has: ['code', 'link'] })).toEqual([]);
    expect(ordinals({ mentionsAsker: true })).toEqual([10, 9, 5, 4]);
    expect(ordinals({ from: 'zol' })).toEqual([10, 9, 5, 4]);
    expect(ordinals({ from: bartek.id, ...asked('hi') })).toEqual([9, 4]);
    expect(ordinals({ from: 'nobody' })).toEqual([]);
    expect(ordinals({ pinned: true })).toEqual([7, 2]);
    expect(ordinals({ pinned: true, ...asked('nice') })).toEqual([7, 2]);
    expect(ordinals({ after: 1_003, before: 1_008 })).toEqual([7, 6, 5, 4, 3]);
    expect(ordinals({ roomId: 'r1', ...asked('plain') })).toEqual([6, 1]);
    expect(ordinals({ roomId: 'r2', ...asked('plain') })).toEqual([]);
  });

  it('goes on where a page ended, also where texts were indexed in between and many were said in one millisecond', () => {
    using store = freshStore();
    const room = new Room(store);
    for (let count = 0; count < 60; count++) room.says(`same ${count}`, { at: 2_000 });
    room.index(20);

    const first = store.reader.search(query({ ...asked('same'), limit: 7 }));
    room.index(20);
    const second = store.reader.search(query({ ...asked('same'), limit: 7, cursor: first.next }));
    room.index();
    const rest = everything(store, { ...asked('same'), cursor: second.next });

    expect(new Set(placesOf([...first.hits, ...second.hits, ...rest])).size).toBe(60);
  });

  it.each(['日本', '本', 'qx', 'q', 'q 日'])('finds %s, of a letter or two, also far back, page by page', (term) => {
    using store = freshStore();
    const room = new Room(store).says('東京 日本 qx').says('日本語, equxqx');
    for (let count = 0; count < 400; count++) room.says(`filler ${count}`);
    room.says('the newest 日本 qx').index().says('日本 qx, not in the index');

    const found = placesOf(everything(store, { ...asked(...term.split(' ')), limit: 1 }));

    expect(found).toEqual(['r1/404', 'r1/403', 'r1/2', 'r1/1']);
  });

  it('puts whole words before parts of them where the best are wanted, page by page', () => {
    using store = freshStore();
    new Room(store).says('a test of it').says('the contest').says('testing').says('contested').index();

    const best = (cursor: string | null) => store.reader.search(query({ ...asked('test'), order: 'best', limit: 2, cursor }));
    const first = best(null);
    const second = best(first.next);

    expect(placesOf([...first.hits, ...second.hits])).toEqual(['r1/1', 'r1/3', 'r1/4', 'r1/2']);
    expect(second.next).toBeNull();
  });

  it('shows where the hit is, with names for mentions, and nothing but text', () => {
    using store = freshStore();
    store.writer.createSession(session({ tokenHash: 'h', user: anna, createdAt: 1, expiresAt: 9 }));
    new Room(store).says(`${'long '.repeat(40)}<b>Zażółć</b> <@u-anna> & æther, zażółć ${'tail '.repeat(40)}`).index();

    const [hit] = store.reader.search(query(asked('zazolc', 'anna', 'a'))).hits;
    const [found] = store.reader.search(query(asked('zazolc', 'ther'))).hits;

    expect(hit).toBeUndefined();
    expect(found?.snippet.filter((segment) => segment.hit).map((segment) => segment.text)).toEqual(['Zażółć', 'ther', 'zażółć']);
    const whole = found?.snippet.map((segment) => segment.text).join('') ?? '';
    expect(whole).toContain('<b>Zażółć</b> @Anna & æther');
    expect(whole.startsWith('…') && whole.endsWith('…')).toBe(true);
  });

  it('leaves no trace of what was deleted or edited away, in no page of the index', () => {
    using store = freshStore();
    const database = new Database({ path: store.path });
    const traces = () => {
      const blocks = database.prepare('SELECT block FROM search_tokens_data').all().map(({ block }) => Buffer.from(block as Uint8Array).toString('latin1'));
      return ['fjf', 'kxz', 'xzq', 'zqj'].filter((token) => blocks.some((block) => block.includes(token)));
    };
    const room = new Room(store).says('fjfuu one').says('kxzqj two').says('stays').index();
    const before = traces();
    room.deletes(1).edits(2, 'otherwise');

    expect(before).toEqual(['fjf', 'kxz', 'xzq', 'zqj']);
    expect(traces()).toEqual([]);
    database.prepare("INSERT INTO search_tokens (search_tokens) VALUES ('integrity-check')").run();
    database.close();
    expect(everything(store, asked('fjfuu'))).toEqual([]);
    expect(placesOf(everything(store, asked('otherwise')))).toEqual(['r1/2']);
  });

  it('is made anew from the log', () => {
    using store = freshStore();
    const room = new Room(store).says('first').says('second').index().edits(1, 'third');
    const database = new Database({ path: store.path });
    rebuild(database);
    database.close();

    const behind = store.reader.roomsToIndex({ after: null, limit: 10 });
    const before = placesOf(everything(store, asked('ir')));
    room.index();

    expect(behind).toEqual({ roomIds: ['r1'], next: null });
    expect([before, placesOf(everything(store, asked('ir')))]).toEqual([['r1/1'], ['r1/1']]);
    expect(store.reader.roomsToIndex({ after: null, limit: 10 }).roomIds).toEqual([]);
  });
});

describe('the plan of every statement of the search', () => {
  it.each(Object.entries({ ...SEARCHES, ...TEXT_INDEX }))('%s walks through no table and sorts nothing', (_, sql) => {
    using store = freshStore();
    const database = new Database({ path: store.path });

    const plan = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all().map((step) => String(step['detail']));
    database.close();

    expect(plan.filter((detail) => /^SCAN (?!.*CONSTANT|.*VIRTUAL TABLE)|TEMP B-TREE/u.test(detail))).toEqual([]);
  });
});
