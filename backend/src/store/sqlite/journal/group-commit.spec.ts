import { Database } from '../database.ts';
import { appendOf, freshStore, messages, newRoom, posted, session } from '../store.test-kit.ts';
import { encodeAppends } from '../../append-protocol.ts';
import type { RoomAppend, StorageTrouble } from '../../store.ts';
import { GroupCommit } from './group-commit.ts';
import { decodeRequest, encodeWrite, type JournalRequest } from './protocol.ts';

const appending = (threadId: number, ...appends: RoomAppend[]): JournalRequest => decodeRequest(encodeAppends({ threadId, requestId: 1, appends }));
const writing = (requestId: number, method: 'createSession' | 'createRoom', ...args: unknown[]): JournalRequest =>
  decodeRequest(encodeWrite({ requestId, method, args }));

function commits(options: { maxPages?: number } = {}) {
  const store = freshStore(options);
  store.writer.createRoom(newRoom());
  store.writer.createRoom(newRoom({ id: 'r2' }));
  const troubles: StorageTrouble[] = [];
  const groupCommit = new GroupCommit(store.writer, (trouble) => troubles.push(trouble));
  return { ...store, troubles, run: (...requests: JournalRequest[]) => groupCommit.run(requests), [Symbol.dispose]: store[Symbol.dispose] };
}

describe('a group commit', () => {
  it('answers everybody in order and counts the events', () => {
    using store = commits();

    const outcome = store.run(
      appending(1, appendOf(messages(1, 3))),
      writing(2, 'createSession', session()),
      appending(2, appendOf(messages(1, 2), 'r2'), appendOf([posted(9)], 'r2')),
    );

    expect(outcome).toEqual({
      committed: true,
      events: 5,
      answers: [
        { threadId: 1, requestId: 1, results: [{ kind: 'committed' }] },
        { requestId: 2, value: undefined },
        { threadId: 2, requestId: 1, results: [{ kind: 'committed' }, { kind: 'conflict' }] },
      ],
    });
  });

  it('undoes alone what fails alone', () => {
    using store = commits();
    const broken = { ...appendOf([posted(1)]), encoded: ['{"seq":1,'] };

    const { committed, answers } = store.run(appending(1, broken, appendOf([posted(1)], 'r2')), writing(2, 'createRoom', { id: 'r3' }));

    expect(committed).toBe(true);
    expect(answers).toEqual([
      { threadId: 1, requestId: 1, results: [{ kind: 'failed', code: 'STORAGE_FAILED' }, { kind: 'committed' }] },
      { requestId: 2, code: 'STORAGE_FAILED' },
    ]);
    expect(store.reader.room('r2', null)?.head).toBe(1);
    expect(store.troubles[0]).toEqual({ code: 'STORAGE_FAILED', message: 'SyntaxError' });
  });

  it('fails everybody on a full disk, and says so when it begins, not again and again', () => {
    using store = commits({ maxPages: 120 });
    const other = new Database({ path: store.path });
    other.exec('CREATE TABLE ballast (bytes BLOB) STRICT; INSERT INTO ballast VALUES (zeroblob(360000))');
    const requests = [writing(1, 'createSession', session()), appending(1, appendOf(messages(1, 1_000)))];

    const full = [store.run(...requests), store.run(...requests)];
    other.exec('DROP TABLE ballast');
    other.close();
    const healed = store.run(...requests);

    const failed = { threadId: 1, requestId: 1, results: [{ kind: 'failed', code: 'STORAGE_FULL' }] };
    expect(full.map(({ answers }) => answers)).toEqual([1, 2].map(() => [{ requestId: 1, code: 'STORAGE_FULL' }, failed]));
    expect(store.troubles.map(({ code }) => code)).toEqual(['STORAGE_FULL']);
    expect(healed).toMatchObject({ committed: true, events: 1_000 });
  });
});
