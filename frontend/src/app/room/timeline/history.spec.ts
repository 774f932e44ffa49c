import { TestBed } from '@angular/core/testing';
import type { Message } from '@contract/room-events';
import { ApiClient } from '../../api/api-client';
import { CommandError } from '../../api/command-error';
import { logOf, messagesOf, openedAfresh } from '../room.test-kit';
import { ConversationStore } from './conversation-store';
import { History } from './history';

const MESSAGES = messagesOf(logOf(300));

interface Asked {
  path: string;
  answer: (messages: readonly Message[]) => Promise<void>;
  fail: (code: 'OFFLINE' | 'INTERNAL') => Promise<void>;
}

describe('History', () => {
  let asked: Asked[];
  let log: ConversationStore;
  let history: History;

  /** What waits for an answer goes on before the test does. */
  const settled = (): Promise<void> => new Promise((done) => setTimeout(done));

  function get(path: string): Promise<unknown> {
    return new Promise((resolve, reject) => {
      asked.push({
        path,
        answer: (messages) => (resolve(messages), settled()),
        fail: (code) => (reject(new CommandError(code, code)), settled()),
      });
    });
  }

  const last = (): Asked => asked.at(-1)!;
  const from = (first: number, count: number): Message[] => MESSAGES.slice(first - 1, first - 1 + count);
  const shown = (): [first?: number, last?: number] => [log.window().entries[0]?.seq, log.window().entries.at(-1)?.seq];

  /** As after scrolling far up: the window's end is not the log's. */
  function goBackTo(first: number): void {
    log.dispatch({ type: 'opened', answer: { ...openedAfresh({ log: logOf(300) }), messages: from(201, 100) } });
    log.dispatch({ type: 'following', following: false });
    log.dispatch({ type: 'latest', messages: from(first, 50) });
  }

  beforeEach(() => {
    asked = [];
    TestBed.configureTestingModule({ providers: [ConversationStore, History, { provide: ApiClient, useValue: { get } }] });
    log = TestBed.inject(ConversationStore);
    history = TestBed.inject(History);
    goBackTo(101);
  });

  it('asks for one page at a time, and puts it where it belongs', async () => {
    void history.load('older', 'r1');
    void history.load('older', 'r1');
    void history.load('newer', 'r1');
    expect(asked.map(({ path }) => path)).toEqual(['/api/rooms/r1/messages?limit=100&before=101']);
    expect(history.loading()).toBe('older');

    await last().answer(from(51, 50));

    expect(shown()).toEqual([51, 150]);
    expect(history.loading()).toBeNull();
  });

  it('lets go of a page of another place where what is wanted now is here', async () => {
    void history.loadAround(20, 'r1');
    const elsewhere = last();
    void history.loadAround(120, 'r1');
    expect([history.loading(), asked.length]).toEqual([null, 1]);

    await elsewhere.answer(from(1, 50));

    expect(shown()).toEqual([101, 150]);
  });

  it('lets go of it where the end is wanted and is here', async () => {
    log.dispatch({ type: 'opened', answer: { ...openedAfresh({ log: logOf(300) }), messages: from(201, 100) } });
    void history.loadAround(20, 'r1');
    const elsewhere = last();
    void history.load('latest', 'r1');

    await elsewhere.answer(from(1, 50));

    expect(shown()).toEqual([201, 300]);
  });

  it('goes to the latest although another page is on its way, and drops that page', async () => {
    void history.load('older', 'r1');
    const older = last();
    void history.load('latest', 'r1');
    expect(history.loading()).toBe('latest');

    await older.answer(from(1, 100));
    expect(history.loading()).toBe('latest');
    await last().answer(from(201, 100));

    expect(shown()).toEqual([201, 300]);
    expect(log.window().latest).toBe(true);
    expect(history.loading()).toBeNull();
  });

  it('asks for the latest once, however often it is wanted', () => {
    void history.load('latest', 'r1');
    void history.load('latest', 'r1');

    expect(asked).toHaveLength(1);
  });

  it('tells of each direction what has failed there, and asks again only when told to', async () => {
    void history.load('newer', 'r1');
    await last().fail('INTERNAL');
    void history.load('older', 'r1');
    await last().fail('OFFLINE');
    void history.load('newer', 'r1');
    void history.load('older', 'r1');
    expect(asked).toHaveLength(2);
    expect(history.failed()).toEqual({ newer: 'INTERNAL', older: 'OFFLINE' });

    void history.retry('newer', 'r1');
    await last().answer(from(151, 50));

    expect(shown()).toEqual([101, 200]);
    expect(history.failed()).toEqual({ older: 'OFFLINE' });
  });

  it('forgets what has failed around a window that is no more', async () => {
    void history.load('newer', 'r1');
    await last().fail('INTERNAL');
    void history.load('latest', 'r1');
    await last().answer(from(201, 100));

    expect(history.failed()).toEqual({});
  });

  it('goes to another place although the way to one has begun, and knows the way when told to try again', async () => {
    void history.loadAround(30, 'r1');
    void history.loadAround(250, 'r1');
    await last().fail('OFFLINE');
    expect(history.failed()).toEqual({ around: 'OFFLINE' });

    void history.retry('around', 'r1');
    expect(last().path).toBe('/api/rooms/r1/messages?limit=100&around=250');
    await last().answer(from(201, 100));

    expect(shown()).toEqual([201, 300]);
    expect([log.window().following, history.failed()]).toEqual([false, {}]);
  });

  it('drops a page of a log that was replaced while it was on its way', async () => {
    void history.load('older', 'r1');
    log.dispatch({ type: 'opened', answer: openedAfresh({ log: logOf(5), epoch: 'e2' }) });

    await last().answer(from(51, 50));

    expect(shown()).toEqual([1, 5]);
  });
});
