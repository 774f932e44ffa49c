import { NO_RATES } from '../backend/test/kit/server-process.ts';
import { ChatClient } from './kit/guests.ts';
import { expect, test } from './kit/test.ts';

/** Longer than the watchdog waits. */
const PATIENCE = { timeout: 30_000 };
/** The small ones fill what the big ones leave. */
const FILLINGS = ['x'.repeat(3_900), 'y'];

test.use({ environment: { ...NO_RATES, FAULT_INJECTION: 'on', ROOM_BUFFER_BYTES: '65536', ROOM_WATCHDOG_SECONDS: '12' } });

test('whoever finds a room full sees how many are ahead, and is stored once when their turn comes', async ({ enters, server, request }) => {
  const program = await ChatClient.enter(server.url, 'Program');
  const headers = { authorization: `Bearer ${program.session.token}` };
  const room = await program.createRoom('Kitchen');
  await program.enters(room.id);
  const ann = await enters('Ann');
  await ann.opensRoom('Kitchen');

  await request.post(`/api/faults/rooms/${room.id}`, { headers, data: { fault: 'spin' } });
  const { answers } = await fills(program, room.id);
  await ann.says('me too');

  await expect(ann.log.getByText(/^waiting, \d+ before you, about \d+(\.\d)? secs?$/)).toBeVisible(PATIENCE);
  const accepted = (await Promise.all(answers)).filter((ok) => ok).length;
  await expect(ann.log.getByText('waiting')).toHaveCount(0, PATIENCE);
  await ann.sees('me too');
  await expect(ann.bodies).toHaveCount(accepted + 1, PATIENCE);
  program.close();
});

/** Sends until the room refuses: how much its thread has taken before the fault reached it, nobody knows. */
async function fills(program: ChatClient, roomId: string): Promise<{ answers: Promise<boolean>[] }> {
  const answers: Promise<boolean>[] = [];
  for (const body of FILLINGS) {
    let refused = false;
    const note = ({ ok }: { ok: boolean }): boolean => {
      if (!ok) refused = true;
      return ok;
    };
    while (!refused) {
      answers.push(program.try('message:send', { roomId, clientId: `fill-${answers.length}`, body }).then(note));
      // Answered at once, and after a refusal that was.
      await program.do('typing:set', { roomId, typing: true });
    }
  }
  return { answers };
}
