import { NO_FINDINGS } from './kit/check-history.ts';
import { ChatClient } from '../kit/chat-client.ts';
import { call } from '../kit/rest.ts';
import { ServerProcess } from '../kit/server-process.ts';
import { breakRoom } from './scenarios/room-faults.ts';

describe('a room whose thread', () => {
  it.each([
    ['throws', 'throw'],
    ['exits', 'exit'],
    ['loops for ever', 'spin'],
    ['dies with the lock', 'hold-lock'],
    ['runs out of memory', 'leak'],
  ] as const)('%s comes back, and nobody loses anything, there or beside it', async (_, fault) => {
    const { verdict } = await breakRoom({ fault, senders: 6, watchMs: 500 });

    expect(verdict?.findings).toEqual(NO_FINDINGS);
    expect(verdict?.refused).toBe(0);
  }, 100_000);
});

describe('the route that breaks rooms', () => {
  it('is not there where faults are not switched on', async () => {
    const server = await ServerProcess.start();
    const ann = await ChatClient.enter(server.url, 'Ann');
    const room = await ann.createRoom('Safe');
    const headers = { authorization: `Bearer ${ann.session.token}` };

    const { status } = await call(`${server.url}/api/faults/rooms/${room.id}`, { headers, json: { fault: 'throw' } });

    expect(status).toBe(404);
    ann.close();
    await server.remove();
  });

  it('lets nobody break a room that is not theirs, and does not tell of one they may not see', async () => {
    const server = await ServerProcess.start({ FAULT_INJECTION: 'on' });
    const [ann, eve] = [await ChatClient.enter(server.url, 'Ann'), await ChatClient.enter(server.url, 'Eve')];
    const open = await ann.createRoom('Open');
    const hidden = await ann.createRoom('Hidden', 'private');
    await eve.enters(open.id);
    const harm = async ({ session }: ChatClient, roomId: string) => {
      const headers = { authorization: `Bearer ${session.token}` };
      const { status, json } = await call(`${server.url}/api/faults/rooms/${roomId}`, { headers, json: { fault: 'throw' } });
      return [status, (json as { code?: string }).code];
    };

    const answers = [await harm(eve, open.id), await harm(eve, hidden.id), await harm(ann, open.id)];

    expect(answers).toEqual([[403, 'FORBIDDEN'], [404, 'NOT_FOUND'], [202, undefined]]);
    [ann, eve].forEach((client) => client.close());
    await server.remove();
  });
});
