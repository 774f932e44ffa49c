import type { Commands, OpenedAfresh, OpenedAgain } from '../src/contract/commands.ts';
import { LIMITS } from '../src/contract/limits.ts';
import type { RoomEvent } from '../src/contract/room-events.ts';
import { ChatClient } from './kit/chat-client.ts';
import { checked } from './kit/conforms.ts';
import { countTo } from './kit/numbers.ts';
import { NO_RATES, ServerProcess } from './kit/server-process.ts';

const MESSAGES = LIMITS.eventsPerSync + 20;

const seqsOf = (events: RoomEvent[]) => events.map(({ seq }) => seq);

describe('catching up', () => {
  let server: ServerProcess;
  let ann: ChatClient;
  let roomId: string;
  let epoch: string;
  let head: number;

  beforeAll(async () => {
    server = await ServerProcess.start(NO_RATES);
    ann = await ChatClient.enter(server.url, 'Ann');
    roomId = (await ann.createRoom('Long')).id;
    const joined = await ann.enters(roomId);
    await Promise.all(countTo(MESSAGES).map((n) => ann.say(roomId, `m${n}`)));
    epoch = joined.epoch;
    head = joined.head + MESSAGES;
  });
  afterAll(() => server.remove());

  /** Once from the memory of the live room, once from the store. */
  describe.each([
    ['a live room', () => Promise.resolve()],
    [
      'a room after a restart',
      async () => {
        await server.restart();
        ann = await ChatClient.resume(server.url, ann.session);
      },
    ],
  ])('in %s', (_, prepare) => {
    beforeAll(prepare);

    it('begins a first visit with the newest messages', async () => {
      const joined = (await checked(ann, 'room:open', { roomId })) as OpenedAfresh;

      expect(joined).toMatchObject({ reset: true, head, epoch, memberCount: 1 });
      expect(joined.messages.map(({ seq }) => seq)).toEqual(countTo(head).slice(-joined.messages.length));
      expect(joined.messages.length).toBeGreaterThan(0);
    });

    it('gives the events since, without a hole', async () => {
      const joined = (await checked(ann, 'room:open', { roomId, since: { epoch, seq: head - 7 } })) as OpenedAgain;

      expect(joined).toMatchObject({ reset: false, head });
      expect(seqsOf(joined.events)).toEqual(countTo(head).slice(-7));
    });

    it('gives nothing to one who has all', async () => {
      const joined = (await checked(ann, 'room:open', { roomId, since: { epoch, seq: head } })) as OpenedAgain;

      expect(joined).toMatchObject({ reset: false, head, events: [] });
    });

    it.each([
      ['another epoch', () => ({ epoch: 'another', seq: head })],
      ['one too far behind', () => ({ epoch, seq: head - LIMITS.eventsPerSync - 1 })],
      ['a number that is not there yet', () => ({ epoch, seq: head + 1 })],
    ])('begins afresh for %s', async (_, since) => {
      const joined = (await checked(ann, 'room:open', { roomId, since: since() })) as OpenedAfresh;

      expect(joined).toMatchObject({ reset: true, head, epoch });
      expect(joined.messages.at(-1)?.seq).toBe(head);
    });

    it('gives page after page up to the head', async () => {
      const pages = await pagesFrom(0, 200);

      expect(pages.map(({ more }) => more)).toEqual([true, true, false]);
      expect(pages.every((page) => page.head === head)).toBe(true);
      expect(pages.flatMap(({ events }) => seqsOf(events))).toEqual(countTo(head));
    });

    it('gives no more than a page where no limit is named', async () => {
      const [page] = await pagesFrom(0);

      expect(page?.events).toHaveLength(LIMITS.eventsPerSync);
      expect(page?.more).toBe(true);
    });

    it('says that another epoch is another log', async () => {
      const answer = await checked(ann, 'room:sync', { roomId, epoch: 'another', after: 1 });

      expect(answer).toEqual({ reset: true, epoch, head });
    });
  });

  it('leaves no hole between the answer to a join and what is shown after it', async () => {
    const room = await ann.createRoom('Busy');
    const ben = await ChatClient.enter(server.url, 'Ben');
    const flood = Promise.all(countTo(400).map((n) => ann.say(room.id, `f${n}`)));
    const joined = (await ben.enters(room.id)) as OpenedAfresh;
    await flood;
    const { seq } = await ann.say(room.id, 'last');
    await ben.sees(room.id, seq);
    const shown = seqsOf(ben.eventsIn(room.id)).filter((shownSeq) => shownSeq > joined.head);

    expect(seq).toBe(405);
    expect(shown).toEqual(countTo(seq).slice(joined.head));
  });

  async function pagesFrom(start: number, limit?: number) {
    type Page = Exclude<Commands['room:sync']['data'], { reset: true }>;
    const pages: Page[] = [];
    for (let after = start, more = true; more; after = pages.at(-1)?.events.at(-1)?.seq ?? after) {
      const page = (await checked(ann, 'room:sync', { roomId, epoch, after, ...(limit === undefined ? {} : { limit }) })) as Page;
      pages.push(page);
      more = page.more;
    }
    return pages;
  }
});
