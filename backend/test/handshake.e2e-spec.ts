import { ChatClient } from './kit/chat-client.ts';
import { connecting, handshakeStatus, socketTo, type Transport } from './kit/handshake.ts';
import { call, enterByCookie } from './kit/rest.ts';
import { NO_RATES, ServerProcess } from './kit/server-process.ts';
import { until } from './kit/until.ts';

const FRIEND = 'https://chat.example.org';
const STRANGER = 'https://evil.example';

describe('the handshake', () => {
  let server: ServerProcess;
  let cookie: string;
  const open: { disconnect: () => unknown }[] = [];

  beforeAll(async () => {
    server = await ServerProcess.start({ ...NO_RATES, ORIGINS: FRIEND, LOG_LEVEL: 'trace' });
    cookie = await enterByCookie(server.url, 'Ann');
  });
  afterEach(() => open.splice(0).forEach((socket) => socket.disconnect()));
  afterAll(() => server.remove());

  const connect = (transport: Transport, options: Parameters<typeof socketTo>[2]) => {
    const socket = socketTo(server.url, transport, options);
    open.push(socket);
    return connecting(socket);
  };

  describe.each<Transport>(['websocket', 'polling'])('by %s', (transport) => {
    it('lets in a cookie from the own origin and from those of ORIGINS', async () => {
      const own = await connect(transport, { extraHeaders: { cookie, origin: server.url } });
      const friend = await connect(transport, { extraHeaders: { cookie, origin: FRIEND } });

      expect([own, friend]).toEqual(['connected', 'connected']);
    });

    it.each([
      ['a foreign origin', { origin: STRANGER }],
      ['no origin', {}],
      ['no origin, from another site', { 'sec-fetch-site': 'cross-site' }],
      ['no origin, from a neighbouring site', { 'sec-fetch-site': 'same-site' }],
      ['a foreign origin that calls itself ours', { origin: STRANGER, 'sec-fetch-site': 'same-origin' }],
      ['the origin "null"', { origin: 'null' }],
      ['the own host on another port', { origin: 'http://127.0.0.1:1' }],
      ['an origin that begins like a friend', { origin: `${FRIEND}.evil.example` }],
      ['no address at all', { origin: 'http://' }],
    ])('shuts out a cookie with %s', async (_, headers) => {
      const status = await handshakeStatus(server.url, transport, { cookie, ...headers });
      const outcome = await connect(transport, { extraHeaders: { cookie, ...headers } });

      expect(status).toBeGreaterThanOrEqual(400);
      expect(outcome).toBe('shut out');
    });

    it('needs no origin for a token, and takes any', async () => {
      const { session } = await guest();

      expect(await connect(transport, { auth: { token: session.token } })).toBe('connected');
      expect(await connect(transport, { auth: { token: session.token }, extraHeaders: { origin: STRANGER } })).toBe('connected');
      expect(await connect(transport, { extraHeaders: { authorization: `Bearer ${session.token}` } })).toBe('connected');
    });

    it('lets a page in as whom it says it is for, and as nobody else', async () => {
      const { session } = await guest();
      const as = (userId: unknown) => connect(transport, { auth: { token: session.token, userId } });
      const byCookie = (userId: string) => connect(transport, { auth: { userId }, extraHeaders: { cookie, origin: FRIEND } });

      expect(await Promise.all([as(session.user.id), as(undefined), as(null)])).toEqual(['connected', 'connected', 'connected']);
      expect(await Promise.all([as('somebody'), as(''), as(7), as({ $ne: '' }), byCookie(session.user.id)])).toEqual(Array(5).fill('UNAUTHENTICATED'));
    });

    it.each([
      ['no session', {}],
      ['a token that nobody has', { auth: { token: 'x'.repeat(43) } }],
      ['a token that is no string', { auth: { token: { $ne: null } } }],
      ['a token that is very long', { auth: { token: 'x'.repeat(20_000) } }],
      ['a cookie that nobody has', { extraHeaders: { cookie: 'watek_session=unknown', origin: FRIEND } }],
    ])('says UNAUTHENTICATED to %s', async (_, options) => {
      expect(await connect(transport, options)).toBe('UNAUTHENTICATED');
    });
  });

  it('closes the sockets of a session that ends, and those alone', async () => {
    const leaving = await guest();
    const window = await ChatClient.resume(server.url, leaving.session);
    const staying = await guest();
    const { status } = await call(`${server.url}/api/session`, { method: 'DELETE', headers: { authorization: `Bearer ${leaving.session.token}` } });
    await until(() => leaving.socket.disconnected && window.socket.disconnected, 'both sockets to be closed');
    const again = await connect('websocket', { auth: { token: leaving.session.token } });
    const told = [leaving, window, staying].map((client) => client.factsOf('session:ended'));

    expect(status).toBe(204);
    expect(again).toBe('UNAUTHENTICATED');
    expect(staying.socket.connected).toBe(true);
    expect(told).toEqual([[{ reason: 'left' }], [{ reason: 'left' }], []]);
  });

  it('knows no ended session any more, not even where it was looked up meanwhile', async () => {
    const guests = await Promise.all(Array.from({ length: 20 }, () => guest()));
    const tokens = guests.map(({ session }) => session.token);
    await server.restart();
    const ask = (token: string, method = 'GET') => call(`${server.url}/api/session`, { method, headers: { authorization: `Bearer ${token}` } });
    await Promise.all(tokens.flatMap((token) => [ask(token), ask(token, 'DELETE'), ask(token), ask(token)]));

    const statuses = await Promise.all(tokens.map(async (token) => (await ask(token)).status));

    expect(new Set(statuses)).toEqual(new Set([401]));
  });

  it('gives a page a cookie that no script reads and no other site sends along', async () => {
    const { headers, json } = await call(`${server.url}/api/session`, { json: { name: 'Page' } });
    const [set = ''] = headers.getSetCookie();

    expect(set).toMatch(/^watek_session=[\w-]{43}; /u);
    expect(set.split('; ').map((part) => part.split('=')[0])).toEqual(expect.arrayContaining(['HttpOnly', 'Max-Age', 'Path']));
    expect(set).toContain('SameSite=Lax');
    expect(json).not.toHaveProperty('token');
  });

  it('lets a cookie live as long as its session, told to the browser now and then', async () => {
    const entered = await call(`${server.url}/api/session`, { json: { name: 'Page' } });
    const page = entered.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const ask = async () => (await call(`${server.url}/api/rooms`, { headers: { cookie: page } })).headers.getSetCookie();
    const atOnce = await ask();
    await server.restart();
    const [later, andAgain] = [await ask(), await ask()];

    expect([atOnce, andAgain]).toEqual([[], []]);
    expect(later).toEqual([expect.stringMatching(new RegExp(`^${page}; Max-Age=77[67]\\d{4}; `, 'u'))]);
  });

  it.each([
    ['POST', '/api/rooms'],
    ['DELETE', '/api/session'],
    ['POST', '/api/session'],
  ])('lets no foreign page %s %s with the cookie of its visitor', async (method, path) => {
    const ask = (headers: Record<string, string>) => call(server.url + path, { method, headers: { cookie, ...headers }, ...(method === 'POST' ? { json: {} } : {}) });
    const answers = await Promise.all([ask({ origin: STRANGER }), ask({ origin: 'null' }), ask({})]);
    const stillIn = await call(`${server.url}/api/session`, { headers: { cookie } });

    for (const { status, json } of answers) expect([status, json]).toEqual([403, { code: 'FORBIDDEN', message: expect.any(String) as string }]);
    expect(stillIn.json).toMatchObject({ user: { name: 'Ann' } });
  });

  it('writes no token and no cookie into the log', async () => {
    const { session } = await guest();
    await call(`${server.url}/api/rooms`, { headers: { cookie, origin: STRANGER }, body: '{' });
    await call(`${server.url}/api/session`, { headers: { authorization: `Bearer ${session.token}` } });

    expect(server.output).toContain('Wątek is ready');
    expect(server.output).not.toContain(cookie.split('=')[1]);
    expect(server.output).not.toContain(session.token);
  });

  async function guest() {
    const client = await ChatClient.enter(server.url);
    open.push(client.socket);
    return client;
  }
});

describe('a rate of handshakes', () => {
  it('refuses the crowd beyond it and lets it in later', async () => {
    const server = await ServerProcess.start({ RATE_CONNECTIONS_PER_SECOND: '3' });
    const { session, socket } = await ChatClient.enter(server.url);
    const crowd = Array.from({ length: 12 }, () => socketTo(server.url, 'websocket', { auth: { token: session.token } }));
    const outcomes = await Promise.all(crowd.map(connecting));
    const [refused] = crowd.filter((_, index) => outcomes[index] === 'shut out');
    if (refused === undefined) throw new Error('Somebody of twelve comes too fast.');
    await until(async () => (await connecting(refused.connect())) === 'connected', 'a refused one to be let in');
    const atFirst = socket.connected;
    [socket, ...crowd].forEach((each) => each.disconnect());
    await server.remove();

    expect(outcomes).toContain('connected');
    expect(atFirst).toBe(true);
  });
});
