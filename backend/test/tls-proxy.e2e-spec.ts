import { ServerProcess } from './kit/server-process.ts';

const BY_TLS = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.7' };

describe('behind a proxy that ends TLS', () => {
  let server: ServerProcess;
  afterEach(() => server.remove());

  const answerTo = (path: string, init: RequestInit = {}) => fetch(`${server.url}${path}`, { ...init, headers: { ...init.headers, ...BY_TLS } });
  const enter = () =>
    answerTo('/api/session', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ name: 'Ann' }) });

  it('a trusted one makes cookies secure and the browser keep to https', async () => {
    server = await ServerProcess.start({ TRUST_PROXY: 'on' });

    const [page, session] = [await answerTo('/api/rooms'), await enter()];

    expect(page.headers.get('strict-transport-security')).toMatch(/^max-age=\d+$/u);
    expect(session.headers.get('set-cookie')).toContain('Secure');
  });

  it('gives the cookie a name that only this host can set, and moves the old one', async () => {
    server = await ServerProcess.start({ TRUST_PROXY: 'on' });
    const byHttp = await fetch(`${server.url}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ name: 'Ben' }) });
    const old = byHttp.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    await server.restart();
    const moved = await answerTo('/api/session', { headers: { cookie: old } });
    const [host = '', cleared = ''] = moved.headers.getSetCookie();
    const both = await answerTo('/api/session', { headers: { cookie: `watek_session=of-a-neighbour; ${host.split(';')[0] ?? ''}` } });

    expect(old).toMatch(/^watek_session=/u);
    expect(host).toMatch(/^__Host-watek_session=[\w-]{43}; Max-Age=\d+; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/u);
    expect(cleared).toMatch(/^watek_session=; Path=\/; Expires=Thu, 01 Jan 1970/u);
    expect(await both.json()).toMatchObject({ user: { name: 'Ben' } });
  });

  it('an untrusted one is not believed', async () => {
    server = await ServerProcess.start();

    const [page, session] = [await answerTo('/api/rooms'), await enter()];

    expect(page.headers.get('strict-transport-security')).toBeNull();
    expect(session.headers.get('set-cookie')).not.toContain('Secure');
  });
});
