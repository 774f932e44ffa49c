/**
 * How large the index of the search is, what a message costs, and how long questions take.
 *   npm run -s build:backend && node bench/search/index-size.mjs [--messages 1000000]
 * Prints Markdown. Puts messages into a database in a folder of its own through the server's storage module.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parseArgs } from 'node:util';
import { foldText } from '../../dist/backend/contract/search-text.js';
import { openReader, openWriter } from '../../dist/backend/store/sqlite/open.js';
import { randomFrom, textOf, wordOf } from './texts.mjs';

const { values } = parseArgs({ options: { messages: { type: 'string', default: '1000000' }, questions: { type: 'string', default: '60' } } });
const MESSAGES = Number(values.messages);
const QUESTIONS = Number(values.questions);
const ROOMS = 50;
const PEOPLE = 200;
const BATCH = 1_000;
const SLICE = 32;
const COMPARED = Math.min(MESSAGES, 100_000);
const START = Date.UTC(2026, 0, 1);
const POLICY = { posting: 'everyone', slowModeSeconds: 0, guests: true, buffer: 'refuse' };

const folder = mkdtempSync(join(process.cwd(), '.bench-search-'));
try {
  await measure(join(folder, 'watek.db'));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measure(path) {
  const writer = openWriter({ path });
  const people = Array.from({ length: PEOPLE }, (_, index) => ({ id: `user-${index}`, name: `Person ${index}` }));
  writer.transaction(() => {
    for (const [index, user] of people.entries()) writer.createSession({ tokenHash: `h${index}`, kind: 'cookie', user, role: 'guest', device: '', createdAt: START, usedAt: START, expiresAt: START });
    for (let room = 0; room < ROOMS; room++) writer.createRoom(newRoom(room));
  });
  fill(writer, people);
  const before = sizeOf(path);
  const { seconds, cpuSeconds, slices, cpuSlices } = index(writer);
  const perMessage = (sizeOf(path) - before) / MESSAGES;
  print(`${MESSAGES.toLocaleString('en')} messages: ${(before / MESSAGES).toFixed(0)} bytes each without the index, ${perMessage.toFixed(0)} more with it;`);
  print(`${((seconds * 1e6) / MESSAGES).toFixed(0)} µs of the writer for each, ${((cpuSeconds * 1e6) / MESSAGES).toFixed(0)} of them CPU. A slice of ${SLICE}: p50 ${at(slices, 0.5)} ms, p99 ${at(slices, 0.99)} ms, most ${at(slices, 1)} ms;`);
  print(`of CPU: p50 ${at(cpuSlices, 0.5)} ms, p99 ${at(cpuSlices, 0.99)} ms, most ${at(cpuSlices, 1)} ms.\n`);
  questions(openReader({ path }));
  writer.close();
  compare();
}

function newRoom(room) {
  const name = `Room ${room}`;
  return { id: `room-${room}`, slug: `room-${room}`, name, nameKey: name.toLowerCase(), searchKey: name.toLowerCase(), topic: '', kind: 'room', visibility: 'public', policy: POLICY, createdBy: 'user-0', createdAt: START, epoch: 'e', clientId: `c${room}`, events: [] };
}

function fill(writer, people) {
  const random = randomFrom(1);
  const heads = new Array(ROOMS).fill(0);
  for (let done = 0; done < MESSAGES; done += BATCH) {
    const room = (done / BATCH) % ROOMS;
    const events = Array.from({ length: BATCH }, (_, index) => {
      const seq = heads[room] + index + 1;
      const author = people[Math.floor(random() ** 2 * PEOPLE)];
      return { type: 'message.posted', seq, at: START + (done + index) * 300, author, id: `room-${room}-${seq}`, ordinal: seq, clientId: `client-${done + index}`, body: textOf(random) };
    });
    writer.transaction(() => writer.append({ roomId: `room-${room}`, expectedSeq: heads[room], events, encoded: events.map((event) => JSON.stringify(event)) }));
    heads[room] += BATCH;
  }
}

function index(writer) {
  writer.transaction(() => writer.openTextIndex());
  const slices = [];
  const cpuSlices = [];
  const [began, cpuBegan] = [performance.now(), cpuMs()];
  let rooms = Array.from({ length: ROOMS }, (_, room) => `room-${room}`);
  while (rooms.length > 0) {
    const [start, cpuStart] = [performance.now(), cpuMs()];
    // As the server does it: one room after another goes into a slice.
    const { unfinished } = writer.transaction(() => writer.indexTexts({ roomIds: rooms, limit: SLICE }));
    rooms = [...unfinished.slice(1), ...unfinished.slice(0, 1)];
    slices.push(performance.now() - start);
    cpuSlices.push(cpuMs() - cpuStart);
  }
  const ascending = (a, b) => a - b;
  return { seconds: (performance.now() - began) / 1_000, cpuSeconds: (cpuMs() - cpuBegan) / 1_000, slices: slices.sort(ascending), cpuSlices: cpuSlices.sort(ascending) };
}

function questions(reader) {
  const ask = (asked) => reader.search({ asker: { userId: 'user-0', roles: [] }, terms: [], roomId: null, from: null, has: [], mentionsAsker: false, pinned: false, before: null, after: null, order: 'newest', cursor: null, limit: 20, ...asked });
  const word = (script, rank) => foldText(wordOf(script, rank));
  const KINDS = {
    'a rare word': (n) => ({ terms: [word('latin', 20_000 + n * 37)] }),
    'a common word': (n) => ({ terms: [word('latin', 5 + n)] }),
    'a common word of Polish, without diacritics': (n) => ({ terms: [word('polish', 20 + n)] }),
    'two letters': (n) => ({ terms: [word('latin', 30 + n).slice(0, 2)] }),
    'two letters of Chinese writing': (n) => ({ terms: [[...word('cjk', 300 + n)].slice(0, 2).join('')] }),
    'two words': (n) => ({ terms: [word('cyrillic', 10 + n), word('cyrillic', 40 + n)] }),
    'what nobody said': (n) => ({ terms: [`xq${n}zwvk`] }),
    'a common word in one room': (n) => ({ terms: [word('latin', 5 + n)], roomId: `room-${n % ROOMS}` }),
    'a common word of one person': (n) => ({ terms: [word('latin', 5 + n)], from: `user-${n % PEOPLE}` }),
    'links': () => ({ has: ['link'] }),
    'a common word, the best first': (n) => ({ terms: [word('latin', 5 + n)], order: 'best' }),
  };
  print('| question | first page p50, ms | p95, ms | CPU p50, ms | p95, ms |\n|---|--:|--:|--:|--:|');
  for (const [kind, asked] of Object.entries(KINDS)) {
    const times = Array.from({ length: QUESTIONS }, (_, n) => {
      const [began, cpuBegan] = [performance.now(), cpuMs()];
      let page = ask(asked(n));
      for (let slices = 1; page.next !== null && page.hits.length === 0 && slices < 12; slices++) page = ask({ ...asked(n), cursor: page.next });
      return [performance.now() - began, cpuMs() - cpuBegan];
    });
    const [wall, cpu] = [0, 1].map((which) => times.map((time) => time[which]).sort((a, b) => a - b));
    print(`| ${kind} | ${at(wall, 0.5)} | ${at(wall, 0.95)} | ${at(cpu, 0.5)} | ${at(cpu, 0.95)} |`);
  }
  reader.close();
}

/** The same texts as FTS5 would index them by itself. */
function compare() {
  const ways = {
    'trigram, with places (detail=full)': "tokenize = 'trigram case_sensitive 1'",
    'trigram, without places (detail=none)': "tokenize = 'trigram case_sensitive 1', detail = none, columnsize = 0",
    'words with prefixes of two and three letters': "tokenize = 'unicode61', prefix = '2 3'",
  };
  print(`\n| of ${COMPARED.toLocaleString('en')} texts | bytes each | µs each |\n|---|--:|--:|`);
  for (const [way, options] of Object.entries(ways)) {
    const path = join(folder, 'compared.db');
    const database = new DatabaseSync(path);
    database.exec(`PRAGMA journal_mode = OFF; CREATE VIRTUAL TABLE t USING fts5 (text, content = '', ${options})`);
    const insert = database.prepare('INSERT INTO t (rowid, text) VALUES (?, ?)');
    const random = randomFrom(1);
    const began = performance.now();
    for (let done = 0; done < COMPARED; done += SLICE) {
      database.exec('BEGIN');
      for (let n = done; n < Math.min(done + SLICE, COMPARED); n++) insert.run(START + n * 300, foldText(textOf(random)));
      database.exec('COMMIT');
    }
    const each = ((performance.now() - began) * 1_000) / COMPARED;
    database.close();
    print(`| ${way} | ${(statSync(path).size / COMPARED).toFixed(0)} | ${each.toFixed(0)} |`);
    rmSync(path);
  }
}

function sizeOf(path) {
  const database = new DatabaseSync(path);
  const { size } = database.prepare('SELECT (page_count - freelist_count) * page_size AS size FROM pragma_page_count(), pragma_freelist_count(), pragma_page_size()').get();
  database.close();
  return size;
}

/** Of this process: on a shared machine it says more than the clock. */
function cpuMs() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

function at(sorted, share) {
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);
}

function print(line) {
  process.stdout.write(`${line}\n`);
}
