import { ChatClient } from './kit/chat-client.ts';
import { call, enterByCookie, type Call } from './kit/rest.ts';
import { NO_RATES, ServerProcess } from './kit/server-process.ts';

const PUBLIC = ['/api/health/live', '/api/health/ready', '/api/rooms', '/api/docs', '/api/docs-json', '/api/docs/events', '/api/nothing', '/metrics'];

describe('an answer of the API', () => {
  let server: ServerProcess;
  let ann: ChatClient;
  let cookie: string;
  let paths: string[];

  beforeAll(async () => {
    server = await ServerProcess.start(NO_RATES);
    ann = await ChatClient.enter(server.url, 'Ann');
    cookie = await enterByCookie(server.url, 'Ben');
    const { id, slug } = await ann.createRoom('Lab');
    paths = [...PUBLIC, '/api/session', `/api/rooms/${slug}`, `/api/rooms/${id}/messages`];
  });
  afterAll(async () => {
    ann.close();
    await server.remove();
  });

  const ask = (path: string, options: Call = {}) => call(server.url + path, options);
  const callers = (): Record<string, string>[] => [{}, { cookie }, { authorization: `Bearer ${ann.session.token}` }];
  const answers = async (options: Call) => (await Promise.all(paths.flatMap((path) => callers().map((headers) => ask(path, { ...options, headers: { ...options.headers, ...headers } })))));

  it('is kept by nobody, and names what it depends on', async () => {
    for (const { headers } of [...(await answers({})), await ask('/api/session', { json: { name: 'New' } }), await ask('/api/rooms', { body: '{' })]) {
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('vary')?.split(', ')).toEqual(expect.arrayContaining(['Cookie', 'Authorization']));
    }
  });

  it.each<Record<string, string>>([{ 'if-none-match': '*' }, { 'if-modified-since': new Date(Date.now() + 86_400_000).toUTCString() }])('is never "not modified", also for %j', async (headers) => {
    for (const { status } of await answers({ headers })) expect(status).not.toBe(304);
  });

  it('tells whoever holds the tag of another caller nothing', async () => {
    const hers = await ask('/api/session', { headers: { authorization: `Bearer ${ann.session.token}` } });
    const his = await ask('/api/session', { headers: { cookie, 'if-none-match': hers.headers.get('etag') ?? '"none"' } });

    expect(his.json).toMatchObject({ user: { name: 'Ben' } });
  });

  it('has the same status and headers for HEAD as for GET, and no body', async () => {
    const [got, heads] = await Promise.all([answers({}), answers({ method: 'HEAD' })]);
    const told = ({ status, headers }: (typeof got)[number]) => [status, headers.get('content-type'), headers.get('cache-control'), headers.get('vary')];

    expect(heads.map(told)).toEqual(got.map(told));
    expect(heads.map(({ text }) => text).join('')).toBe('');
  });
});
