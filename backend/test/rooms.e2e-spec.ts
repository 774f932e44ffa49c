import type { Room } from '../src/contract/room.ts';
import { ChatClient } from './kit/chat-client.ts';
import { NO_RATES, ServerProcess } from './kit/server-process.ts';
import { until } from './kit/until.ts';

const roomsOf = async (server: ServerProcess): Promise<Room[]> => (await (await fetch(`${server.url}/api/rooms`)).json()) as Room[];

describe('fifty people in ten rooms', () => {
  let server: ServerProcess;
  let people: ChatClient[];
  let rooms: Room[];
  const MESSAGES_PER_ROOM = 200;

  beforeAll(async () => {
    server = await ServerProcess.start(NO_RATES);
    people = await Promise.all(Array.from({ length: 50 }, (_, index) => ChatClient.enter(server.url, `Person ${index}`)));
    const owners = people.slice(0, 10);
    rooms = await Promise.all(owners.map((owner, index) => owner.createRoom(`Room ${index}`)));
    await Promise.all(people.map((person, index) => person.enters(roomAt(index).id)));
  });
  afterAll(async () => {
    people.forEach((person) => person.close());
    await server.remove();
  });

  const roomAt = (index: number): Room => rooms[index % 10] as Room;

  it('see the same dense sequence, every message once', async () => {
    await Promise.all(
      people.map(async (person, index) => {
        const own = Array.from({ length: MESSAGES_PER_ROOM / 5 }, (_, n) => person.say(roomAt(index).id, `p${index}-${n}`));
        await Promise.all(own);
      }),
    );
    const heads = new Map((await roomsOf(server)).map(({ id, head }) => [id, head]));
    await Promise.all(people.map((person, index) => person.sees(roomAt(index).id, heads.get(roomAt(index).id) as number)));

    for (const [index, room] of rooms.entries()) {
      const members = people.filter((_, at) => at % 10 === index);
      const views = members.map((member) => member.eventsIn(room.id).filter(({ type }) => type === 'message.posted'));
      const [first = []] = views;

      expect(first).toHaveLength(MESSAGES_PER_ROOM);
      expect(first.map((event) => ('ordinal' in event ? event.ordinal : 0))).toEqual(Array.from({ length: MESSAGES_PER_ROOM }, (_, n) => n + 1));
      for (const view of views) expect(view).toEqual(first);
      for (const member of members) expect(isDense(member.eventsIn(room.id).map(({ seq }) => seq))).toBe(true);
    }
  });

  it('are served by ten threads, each its own, asleep when silent', async () => {
    await until(async () => (await roomsOf(server)).every(({ thread }) => thread.state === 'asleep'), 'all rooms to fall asleep');
    const threads = (await roomsOf(server)).map(({ thread }) => thread);

    expect(new Set(threads.map(({ id }) => id)).size).toBe(10);
    expect(threads.every(({ dedicated, queued, waiting }) => dedicated && queued === 0 && waiting === 0)).toBe(true);
  });
});

function isDense(seqs: number[]): boolean {
  return seqs.every((seq, index) => index === 0 || seq === (seqs[index - 1] as number) + 1);
}

describe('ten rooms on two threads', () => {
  let server: ServerProcess;
  let ann: ChatClient;
  let rooms: Room[];

  beforeAll(async () => {
    server = await ServerProcess.start({ ...NO_RATES, ROOM_THREADS: '2', ROOM_BUFFER_BYTES: '8388608' });
    ann = await ChatClient.enter(server.url, 'Ann');
    rooms = [];
    for (let index = 0; index < 10; index++) rooms.push(await ann.createRoom(`Room ${index}`));
    await Promise.all(rooms.map(({ id }) => ann.enters(id)));
  });
  afterAll(async () => {
    ann.close();
    await server.remove();
  });

  it('all work, and say that they share', async () => {
    const stored = await Promise.all(rooms.map(({ id }) => ann.say(id, 'hello')));
    const threads = (await roomsOf(server)).map(({ thread }) => thread);

    expect(stored.map(({ ordinal }) => ordinal)).toEqual(rooms.map(() => 1));
    expect(new Set(threads.map(({ id }) => id)).size).toBe(2);
    expect(threads.every(({ dedicated }) => !dedicated)).toBe(true);
  });

  it('let a neighbour through while one is flooded with ten thousand commands', async () => {
    const views = await roomsOf(server);
    const [busy] = views;
    const neighbour = views.find(({ id, thread }) => id !== busy?.id && thread.id === busy?.thread.id);
    if (busy === undefined || neighbour === undefined) throw new Error('Two rooms of ten share a thread.');
    const ben = await ChatClient.enter(server.url, 'Ben');
    await ben.enters(neighbour.id);
    let busyAcked = 0;
    let through: Promise<unknown> = Promise.resolve();

    const flood = Array.from({ length: 10_000 }, async (_, index) => {
      if (index === 2_000) through = ben.say(neighbour.id, 'through');
      await ann.say(busy.id, `flood-${index}`);
      busyAcked++;
    });
    await through;
    const ackedBefore = busyAcked;
    ben.close();
    await Promise.all(flood);

    expect(ackedBefore).toBeLessThan(10_000);
    expect(busyAcked).toBe(10_000);
  });
});
