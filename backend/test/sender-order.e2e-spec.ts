import { ChatClient } from './kit/chat-client.ts';
import { countTo } from './kit/numbers.ts';
import { historyOf } from './kit/rest.ts';
import { NO_RATES, ServerProcess } from './kit/server-process.ts';

describe('what a program sends without waiting for answers', () => {
  let server: ServerProcess;
  let owner: ChatClient;
  let program: ChatClient;
  let roomId: string;

  beforeAll(async () => {
    server = await ServerProcess.start(NO_RATES);
  });
  afterAll(() => server.remove());
  beforeEach(async () => {
    [owner, program] = await Promise.all([ChatClient.enter(server.url, 'Owner'), ChatClient.enter(server.url, 'Program')]);
    roomId = (await owner.createRoom(`Room ${owner.session.user.id}`)).id;
  });
  afterEach(() => [owner, program].forEach((client) => client.close()));

  const bodies = async (): Promise<string[]> => (await historyOf(server.url, owner, roomId)).map(({ body }) => body);

  it('is stored in its order, though the first ones are looked up and the later ones are not', async () => {
    const sent = countTo(100).map(String);
    const acks: Promise<unknown>[] = [];

    for (const body of sent) {
      acks.push(owner.say(roomId, body));
      await new Promise(setImmediate);
    }
    await Promise.all(acks);

    expect(await bodies()).toEqual(sent);
  });

  it('is stored in its order, though every third one answers another', async () => {
    const first = await owner.say(roomId, 'first');
    const sent = countTo(60).map(String);

    await Promise.all(sent.map((body, n) => owner.do('message:send', { roomId, clientId: body, body, ...(n % 3 === 0 && { replyTo: first.id }) })));

    expect(await bodies()).toEqual(['first', ...sent]);
  });

  it('happens in its order: come in, speak, leave', async () => {
    const acks = [program.joins(roomId), program.say(roomId, 'hello'), program.say(roomId, 'goodbye'), program.leaves(roomId)];

    await Promise.all(acks);
    const late = await program.try('message:send', { roomId, clientId: 'late', body: 'late' });

    expect(await bodies()).toEqual(['hello', 'goodbye']);
    expect(late).toMatchObject({ ok: false, code: 'NOT_A_MEMBER' });
  });

  it('happens in its order: edit, edit again, delete', async () => {
    const { id } = await owner.say(roomId, 'first');
    const edited = countTo(5).map((n) => owner.do('message:edit', { roomId, clientId: `edit-${n}`, id, body: `edit-${n}` }));
    const deleted = owner.do('message:delete', { roomId, clientId: 'delete', id });

    const seqs = (await Promise.all([...edited, deleted])).map(({ seq }) => seq);

    expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
  });
});
