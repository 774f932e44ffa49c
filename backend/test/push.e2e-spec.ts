import type { PushDevice } from '../src/contract/push.ts';
import { ChatClient } from './kit/chat-client.ts';
import { PushService } from './kit/push-service.ts';
import { NO_RATES, ServerProcess } from './kit/server-process.ts';
import { until } from './kit/until.ts';

let service: PushService;
let server: ServerProcess;

async function begin(environment: Record<string, string> = {}) {
  service = await PushService.start();
  server = await ServerProcess.start({ ...NO_RATES, PUSH_AFTER_SECONDS: '1', PUSH_PRIVATE_NETWORKS: 'on', NODE_EXTRA_CA_CERTS: service.certificate, ...environment });
  const [ann, bo] = [await ChatClient.enter(server.url, 'Ann'), await ChatClient.enter(server.url, 'Bo')];
  const room = await ann.createRoom('Kitchen');
  await bo.joins(room.id);
  return { ann, bo, room };
}

afterEach(async () => {
  await server.remove();
  await service.stop();
});

function ask(who: ChatClient, call: string, body?: unknown): Promise<Response> {
  const [method = '', path = ''] = call.split(' ');
  const headers = { authorization: `Bearer ${who.session.token}`, 'content-type': 'application/json' };
  return fetch(`${server.url}/api/push/${path}`, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
}

async function listens(who: ChatClient, wishes: Partial<PushDevice> = {}): Promise<PushDevice> {
  const device = service.subscribe(wishes);
  expect((await ask(who, 'POST devices', device)).status).toBe(204);
  return device;
}

describe('push', () => {
  it('tells whoever has not read a message, encrypted for their browser and signed by this server', async () => {
    const { ann, bo, room } = await begin();
    const [phone, laptop, own] = [await listens(bo), await listens(bo, { detail: 'room', language: 'pl' }), await listens(ann)];
    const { key } = (await (await ask(bo, 'GET key')).json()) as { key: string };

    await ann.say(room.id, 'c1', `lunch <@${bo.session.user.id}>?`);

    expect(await service.hasSent(phone, 1)).toEqual([{ type: 'message', roomId: room.id, path: '/rooms/kitchen/1', title: 'Kitchen', body: '\u2068Ann\u2069: lunch @Bo?', ordinal: 1 }]);
    expect(await service.hasSent(laptop, 1)).toMatchObject([{ title: 'Kitchen', body: 'Nowa wiadomość' }]);
    expect(service.to(own)).toEqual([]);
    expect(service.complaints).toEqual([]);
    expect(service.received.map(({ signedBy }) => signedBy)).toEqual([key, key]);
    expect(service.received[0]?.headers).toMatchObject({ urgency: 'high', 'content-encoding': 'aes128gcm' });
    expect(service.received[0]?.headers['topic']).toMatch(/^[\w-]{32}$/u);
  });

  it('tells nothing of what was read in time, of a muted room, or of what does not call where only that is wanted', async () => {
    const { ann, bo, room } = await begin();
    const cy = await ChatClient.enter(server.url, 'Cy');
    await cy.joins(room.id);
    await cy.do('room:notify', { roomId: room.id, level: 'mentions' });
    const [ofBo, ofCy] = [await listens(bo), await listens(cy)];

    await ann.say(room.id, 'c1', 'read at once');
    await bo.do('read:mark', { roomId: room.id, ordinal: 1 });
    await ann.say(room.id, 'c2', `for <@${cy.session.user.id}>`);
    await bo.do('read:mark', { roomId: room.id, ordinal: 2 });
    await service.hasSent(ofCy, 1);
    await bo.do('room:notify', { roomId: room.id, level: 'all', mutedUntil: Date.now() + 3_600_000 });
    await ann.say(room.id, 'c3', `again <@${cy.session.user.id}>`);

    expect(await service.hasSent(ofCy, 2)).toMatchObject([{ ordinal: 2 }, { ordinal: 3 }]);
    expect(service.to(ofBo)).toEqual([]);
  });

  it('takes back what was read on another device', async () => {
    const { ann, bo, room } = await begin();
    const phone = await listens(bo);
    await ann.say(room.id, 'c1', 'soup');
    await service.hasSent(phone, 1);

    await bo.do('read:mark', { roomId: room.id, ordinal: 1 });

    expect((await service.hasSent(phone, 2)).at(-1)).toEqual({ type: 'read', roomId: room.id, ordinal: 1 });
  });

  it('rings once for many messages, and tells the newest', async () => {
    const { ann, bo, room } = await begin();
    const cy = await ChatClient.enter(server.url, 'Cy');
    await cy.joins(room.id);
    const [ofBo, ofCy] = [await listens(bo), await listens(cy)];

    for (let count = 1; count <= 20; count += 1) await ann.say(room.id, `c${count}`);
    await service.hasSent(ofBo, 1);
    await ann.say(room.id, 'calls', `<@${cy.session.user.id}>`);
    await service.hasSent(ofCy, 2);

    expect(service.to(ofBo)).toHaveLength(1);
    expect(service.to(ofCy).at(-1)).toMatchObject({ ordinal: 21 });
  });

  it('goes on where it was after a kill, and loses nothing', async () => {
    const { ann, bo, room } = await begin({ PUSH_AFTER_SECONDS: '2' });
    const phone = await listens(bo);
    await ann.say(room.id, 'c1', 'before the end');

    await server.kill();
    await server.restart();

    expect(await service.hasSent(phone, 1)).toMatchObject([{ body: '\u2068Ann\u2069: before the end' }]);
  });

  it('tries again where a push service does not answer, and doubles nothing for others', async () => {
    const { ann, bo, room } = await begin();
    const [deaf, phone] = [await listens(bo), await listens(bo)];
    service.answers.set(deaf.endpoint, 503);
    await ann.say(room.id, 'c1', 'soup');
    await service.hasSent(phone, 1);

    service.answers.delete(deaf.endpoint);

    await service.hasSent(deaf, 1);
    expect(service.to(phone)).toHaveLength(1);
  });

  it('forgets devices that are gone, that their owner turned off, and those of an ended session', async () => {
    const { ann, bo, room } = await begin();
    const again = await ChatClient.enter(server.url, 'Cy');
    await again.joins(room.id);
    const [gone, off, ended, kept] = [await listens(bo), await listens(bo), await listens(again), await listens(bo)];
    service.answers.set(gone.endpoint, 410);
    expect((await ask(bo, `DELETE devices?endpoint=${encodeURIComponent(off.endpoint)}`)).status).toBe(204);
    await fetch(`${server.url}/api/session`, { method: 'DELETE', headers: { authorization: `Bearer ${again.session.token}` } });

    await ann.say(room.id, 'c1', 'soup');
    await service.hasSent(kept, 1);
    await until(() => service.asked.includes(gone.endpoint), 'the device that is gone to be tried');
    // The second of them is done with before the third is told.
    for (const sent of [2, 3]) {
      await ann.say(room.id, `c${sent}`, `<@${bo.session.user.id}>`);
      await service.hasSent(kept, sent);
    }

    expect(service.asked.filter((endpoint) => endpoint === gone.endpoint)).toHaveLength(1);
    expect([off, ended].flatMap((device) => service.to(device))).toEqual([]);
  });

  it('says what became of a test, and sends one to nobody else’s device', async () => {
    const { ann, bo } = await begin();
    const [phone, broken] = [await listens(bo), await listens(bo)];
    service.answers.set(broken.endpoint, 403);

    const tested = async (who: ChatClient, { endpoint }: PushDevice) => (await ask(who, 'POST test', { endpoint })).json();

    expect(await tested(bo, phone)).toEqual({ outcome: 'delivered', status: 201 });
    expect(service.to(phone)).toEqual([{ type: 'test', title: 'Wątek', body: 'Notifications reach this device.' }]);
    expect(await tested(bo, broken)).toEqual({ outcome: 'refused', status: 403 });
    expect(await tested(ann, phone)).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is quiet at the hours of the device', async () => {
    const { ann, bo, room } = await begin();
    const always = { on: true, from: 0, to: 0, days: [0, 1, 2, 3, 4, 5, 6], timeZone: 'Europe/Warsaw' };
    const [asleep, awake] = [await listens(bo, { quiet: always }), await listens(bo, { quiet: { ...always, on: false } })];

    await ann.say(room.id, 'c1', 'soup');
    await service.hasSent(awake, 1);

    expect(service.to(asleep)).toEqual([]);
  });

  it('reaches no private network unless it may', async () => {
    const { bo } = await begin({ PUSH_PRIVATE_NETWORKS: 'off' });
    const phone = await listens(bo);
    const named = { ...phone, endpoint: phone.endpoint.replace('127.0.0.1', 'localhost') };
    expect((await ask(bo, 'POST devices', named)).status).toBe(204);

    for (const { endpoint } of [phone, named]) expect(await (await ask(bo, 'POST test', { endpoint })).json()).toEqual({ outcome: 'unreachable' });

    expect(service.received).toEqual([]);
    expect(service.complaints).toEqual([]);
  });

  it.each([
    ['http', { endpoint: 'http://push.example/1' }],
    ['a file', { endpoint: 'file:///etc/passwd' }],
    ['an address with a password', { endpoint: 'https://ann:secret@push.example/1' }],
    ['a short key', { keys: { p256dh: 'BAAA', auth: 'A'.repeat(22) } }],
    ['another language', { language: 'xx' }],
    ['a time zone that is none', { quiet: { on: true, from: 0, to: 1, days: [], timeZone: 'Mars/Base' } }],
    ['something unknown', { more: 1 }],
  ])('refuses %s', async (_, wrong) => {
    const { bo } = await begin();

    const answer = await ask(bo, 'POST devices', { ...service.subscribe(), ...wrong });

    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: 'INVALID' });
  });
});
