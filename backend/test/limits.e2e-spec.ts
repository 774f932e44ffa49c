import type { Room } from '../src/contract/room.ts';
import { ChatClient } from './kit/chat-client.ts';
import { connecting, handshakeStatus, socketTo } from './kit/handshake.ts';
import { countTo } from './kit/numbers.ts';
import { call, type Answer } from './kit/rest.ts';
import { NO_RATES, ServerProcess } from './kit/server-process.ts';
import { until } from './kit/until.ts';

const from = (address: string) => ({ 'x-forwarded-for': address });

describe('limits by address', () => {
  let server: ServerProcess;
  afterEach(() => server.remove());

  const enter = (headers: Record<string, string>) => call(`${server.url}/api/session`, { json: { name: 'Guest', kind: 'token' }, headers });
  const statuses = (answers: Answer[]) => answers.map(({ status }) => status);

  it('let a class of 150 in from one address', async () => {
    server = await ServerProcess.start();

    expect(new Set(statuses(await Promise.all(countTo(150).map(() => enter({})))))).toEqual(new Set([201]));
  });

  it.each([
    ['ports', (n: number) => `203.0.113.7:${1_000 + n}`],
    ['hosts of one /64', (n: number) => `2001:db8::${n.toString(16)}`],
    ['ways to write it', (n: number) => (n % 2 === 0 ? '203.0.113.7' : '::ffff:203.0.113.7')],
  ])('count one address for one, with whatever %s', async (_, addressOf) => {
    server = await ServerProcess.start({ TRUST_PROXY: 'on', RATE_SESSIONS_PER_MINUTE: '10' });
    const answers = await Promise.all(countTo(60).map((n) => enter(from(addressOf(n)))));
    const other = await enter(from('198.51.100.9'));

    expect(statuses(answers).filter((status) => status === 201).length).toBeLessThan(30);
    expect(statuses(answers).filter((status) => status === 429).length).toBeGreaterThan(30);
    expect(other.status).toBe(201);
  });

  it.each([
    ['2', '203.0.113.7, 198.51.100.1'],
    ['127.0.0.0/8, 198.51.100.0/24', '203.0.113.7, 198.51.100.1'],
  ])('see through several proxies: TRUST_PROXY=%s', async (trustProxy, chain) => {
    server = await ServerProcess.start({ TRUST_PROXY: trustProxy, RATE_SESSIONS_PER_MINUTE: '1' });
    await Promise.all([enter(from(chain)), enter(from(chain))]);

    expect((await enter(from(chain))).status).toBe(429);
    expect((await enter(from(chain.replace('203.0.113.7', '203.0.113.8')))).status).toBe(201);
  });

  it('let others in while one address asks for handshakes without end', async () => {
    server = await ServerProcess.start({ TRUST_PROXY: 'on', RATE_CONNECTIONS_PER_SECOND: '50', RATE_SESSIONS_PER_MINUTE: '0' });
    const { session, socket } = await ChatClient.enter(server.url, 'Ann', { extraHeaders: from('198.51.100.1') });
    let flooding = true;
    const flood = countTo(20).map(async () => {
      while (flooding) await handshakeStatus(server.url, 'polling', from('203.0.113.7'));
    });
    const comers = countTo(30).map((n) => socketTo(server.url, 'websocket', { auth: { token: session.token }, extraHeaders: from(`198.51.100.${10 + n}`) }));
    const outcomes = await Promise.all(comers.map(connecting));
    flooding = false;
    await Promise.all(flood);
    [socket, ...comers].forEach((each) => each.disconnect());

    expect(outcomes.filter((outcome) => outcome === 'connected').length).toBeGreaterThanOrEqual(25);
  });
});

describe('limits of open sockets', () => {
  let server: ServerProcess;
  const open: { disconnect: () => unknown }[] = [];
  afterEach(async () => {
    open.splice(0).forEach((socket) => socket.disconnect());
    await server.remove();
  });

  async function connect(token: string, headers: Record<string, string> = {}) {
    const socket = socketTo(server.url, 'websocket', { auth: { token }, extraHeaders: headers });
    open.push(socket);
    return { socket, outcome: await connecting(socket) };
  }
  async function guest() {
    const client = await ChatClient.enter(server.url);
    open.push(client.socket);
    return client.session.token;
  }

  it('refuse a person the one too many with BUSY, and give the place back', async () => {
    server = await ServerProcess.start({ ...NO_RATES, SOCKETS_PER_PERSON: '2' });
    const [ann, ben] = [await guest(), await guest()];
    const second = await connect(ann);
    const third = await connect(ann);
    const other = await connect(ben);
    second.socket.disconnect();

    expect([second.outcome, third.outcome, other.outcome]).toEqual(['connected', 'BUSY', 'connected']);
    await until(async () => (await connect(ann)).outcome === 'connected', 'the place to be free');
  });

  it('refuse an address, and leave others alone', async () => {
    server = await ServerProcess.start({ ...NO_RATES, SOCKETS_PER_ADDRESS: '1', TRUST_PROXY: 'on' });
    const token = await guest();
    const comers = [await connect(token, from('203.0.113.7')), await connect(token, from('203.0.113.7:99')), await connect(token, from('203.0.113.8'))];

    expect(comers.map(({ outcome }) => outcome)).toEqual(['connected', 'BUSY', 'connected']);
  });

  it('refuse everybody where the server is full', async () => {
    server = await ServerProcess.start({ ...NO_RATES, SOCKETS_MAX: '1' });
    const token = await guest();

    expect((await connect(token)).outcome).toBe('BUSY');
  });
});

describe('a rate of reads', () => {
  it('tells a crowd of readers to wait, each for themselves, while others go on', async () => {
    const server = await ServerProcess.start({ ...NO_RATES, RATE_READS_PER_SECOND: '10' });
    const [ann, ben] = [await ChatClient.enter(server.url, 'Ann'), await ChatClient.enter(server.url, 'Ben')];
    const room = await ann.createRoom('Read');
    const [anonymous, hers] = await Promise.all([
      Promise.all(countTo(150).map(() => call(`${server.url}/api/rooms`))),
      Promise.all(countTo(150).map(() => ann.get(`${server.url}/api/rooms/${room.id}/messages`))),
    ]);
    const his = await ben.get(`${server.url}/api/rooms`);
    const refused = anonymous.filter(({ status }) => status === 429);
    [ann, ben].forEach((person) => person.close());
    await server.remove();

    expect(anonymous.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(100);
    expect(refused.length).toBeGreaterThan(20);
    expect(refused[0]?.json).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: expect.any(Number) as number });
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(hers.filter(({ status }) => status === 429).length).toBeGreaterThan(20);
    expect(his.status).toBe(200);
  });

  it('counts what an answer weighs', async () => {
    const server = await ServerProcess.start({ ...NO_RATES, RATE_READS_PER_SECOND: '3' });
    const ann = await ChatClient.enter(server.url, 'Ann');
    for (const n of countTo(300)) await ann.do('room:create', { name: `Room ${n}`, visibility: 'public', clientId: `room-${n}` });
    let lists = 0;
    while ((await call(`${server.url}/api/rooms`)).status === 200) lists++;
    const hers = (await (await ann.get(`${server.url}/api/rooms?limit=1`)).json()) as Room[];
    ann.close();
    await server.remove();

    expect(lists).toBeLessThan(10);
    expect(hers).toHaveLength(1);
  });
});

describe('the figures', () => {
  const TOKEN = 'a token of the operator';

  it.each([
    ['this machine', {}, 200],
    ['a proxy on this machine that speaks for somebody', { 'x-forwarded-for': '203.0.113.7' }, 401],
    ['elsewhere with the token', { 'x-forwarded-for': '203.0.113.7', authorization: `Bearer ${TOKEN}` }, 200],
    ['elsewhere with another token', { 'x-forwarded-for': '203.0.113.7', authorization: 'Bearer a token of nobody' }, 401],
  ])('asked for from %s', async (_, headers: Record<string, string>, status) => {
    const server = await ServerProcess.start({ ...NO_RATES, METRICS_TOKEN: TOKEN });
    const answer = await call(`${server.url}/metrics`, { headers });
    await server.remove();

    expect(answer.status).toBe(status);
    expect(answer.text.includes('watek_sockets')).toBe(status === 200);
  });
});
