import { randomUUID } from 'node:crypto';
import type { Invite, InviteView } from '../src/contract/invites.ts';
import { inviteSchema, inviteViewSchema } from '../src/wire/schemas/views.ts';
import { PASSWORD, signedIn, signUp, type SignedIn } from './kit/accounts.ts';
import { ChatClient } from './kit/chat-client.ts';
import { expectToConform } from './kit/conforms.ts';
import { call } from './kit/rest.ts';
import { NO_RATES, ServerProcess } from './kit/server-process.ts';

const password = PASSWORD;

describe('an invitation, where only who is invited may come in,', () => {
  let server: ServerProcess;
  let admin: SignedIn;
  let member: SignedIn;

  beforeAll(async () => {
    server = await ServerProcess.start(NO_RATES);
    admin = signedIn(await call(`${server.url}/api/setup`, { json: { login: 'admin', password, name: 'Admin', kind: 'token' } }));
    member = await signUp(server.url, 'member');
    await settings({ access: 'invite' });
  });
  afterAll(() => server.remove());

  const settings = (json: object) => call(`${server.url}/api/admin/settings`, { method: 'PATCH', headers: admin.headers, json: { password, ...json } });
  const invite = async (json: object = {}, { headers } = member) => (await call(`${server.url}/api/invites`, { headers, json })).json as Invite;
  const view = (code: string) => call(`${server.url}/api/invites/${code}`);
  const enter = (code: string | undefined, name = 'Guest') => call(`${server.url}/api/session`, { json: { name, kind: 'token', invite: code } });
  const join = (login: string, code: string, headers = {}) => call(`${server.url}/api/accounts`, { headers, json: { login, password, name: login, kind: 'token', invite: code } });
  const socketOf = ({ token, id }: SignedIn) => ChatClient.resume(server.url, { token, user: { id, name: 'N' }, expiresAt: 0 });
  const usesOf = async (code: string) => ((await call(`${server.url}/api/invites`, { headers: admin.headers })).json as Invite[]).find((one) => one.code === code)?.uses;

  it('says who invites, and lets in a guest by a name or a member by an account', async () => {
    const made = await invite();
    const { json } = await view(made.code);
    const guest = await enter(made.code);
    const account = await join('invited', made.code);

    expectToConform(inviteSchema, made);
    expectToConform(inviteViewSchema, json);
    expect(json).toEqual({ server: '', invitedBy: 'member', admits: ['member', 'guest'] });
    expect([guest.status, account.status, (await enter(undefined)).status]).toEqual([201, 201, 403]);
    expect(await usesOf(made.code)).toBe(2);
  });

  it('lets in no more than its uses, however many come at once', async () => {
    const { code } = await invite({ maxUses: 3 });
    const answers = await Promise.all(Array.from({ length: 12 }, (_, n) => (n % 2 === 0 ? enter(code) : join(`crowd${n}`, code))));

    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 404]));
    expect((await view(code)).status).toBe(404);
  });

  it('for guests makes a member of nobody, neither at once nor later', async () => {
    const { code } = await invite({ role: 'guest' });
    const guest = signedIn(await enter(code));
    const later = await call(`${server.url}/api/accounts`, { headers: guest.headers, json: { login: 'sly', password } });
    const better = await invite();

    expect((await view(code)).json).toMatchObject({ admits: ['guest'] });
    expect([(await join('sly', code)).status, later.status]).toEqual([404, 403]);
    expect((await join('promoted', better.code, guest.headers)).status).toBe(201);
  });

  it('for members lets a guest who came by it make an account later', async () => {
    const { code } = await invite({ maxUses: 1 });
    const guest = signedIn(await enter(code));

    expect((await call(`${server.url}/api/accounts`, { headers: guest.headers, json: { login: 'later', password } })).status).toBe(201);
    expect(await usesOf(code)).toBeUndefined();
  });

  it('is made by nobody who is a guest', async () => {
    const guest = signedIn(await enter((await invite()).code));
    const { status } = await call(`${server.url}/api/invites`, { headers: guest.headers, json: {} });

    expect(status).toBe(403);
  });

  it('is listed and ended by whoever made it and by administrators, and is not there for others', async () => {
    const other = signedIn(await join('other', (await invite()).code));
    const { code } = await invite();
    const end = (headers: Record<string, string>) => call(`${server.url}/api/invites/${code}`, { method: 'DELETE', headers });
    const codesOf = async (headers: Record<string, string>) => ((await call(`${server.url}/api/invites`, { headers })).json as Invite[]).map((one) => one.code);

    expect(await codesOf(other.headers)).not.toContain(code);
    expect(await codesOf(admin.headers)).toContain(code);
    expect((await end(other.headers)).status).toBe(404);
    expect((await end(admin.headers)).status).toBe(204);
    expect((await enter(code)).status).toBe(404);
  });

  it('is over with its time, and when its maker may not come in any more', async () => {
    const leaver = signedIn(await join('leaver', (await invite()).code));
    const [short, lasting] = [await invite({ expiresInMs: 1 }), await invite({}, leaver)];
    await call(`${server.url}/api/admin/users/${leaver.id}`, { method: 'PATCH', headers: admin.headers, json: { deactivated: true, password } });

    expect([(await enter(short.code)).status, (await enter(lasting.code)).status, (await view(lasting.code)).status]).toEqual([404, 404, 404]);
  });

  it('to a room lets into the server too, and counts who comes by it once', async () => {
    const host = await socketOf(member);
    const room = await host.createRoom('Secret garden', 'private');
    const { code } = await invite({ roomId: room.id, maxUses: 1 });
    const seen = (await view(code)).json as InviteView;
    const [guest, second] = [signedIn(await enter(code)), await enter(code)];
    const accepted = await call(`${server.url}/api/invites/${code}/accept`, { method: 'POST', headers: guest.headers, json: { clientId: randomUUID() } });
    const stranger = signedIn(await enter((await invite()).code));
    const late = await call(`${server.url}/api/invites/${code}/accept`, { method: 'POST', headers: stranger.headers, json: {} });

    expect(seen).toMatchObject({ room: { name: 'Secret garden' }, admits: ['member', 'guest'] });
    expect([second.status, accepted.status, late.status]).toEqual([404, 200, 404]);
    expect(accepted.json).toMatchObject({ id: room.id });
    host.close();
  });

  it('of a guest to a room makes guests only', async () => {
    const guest = signedIn(await enter((await invite()).code));
    const socket = await socketOf(guest);
    const room = await socket.createRoom('Of a guest', 'private');
    const { code } = await invite({ roomId: room.id }, guest);

    expect((await view(code)).json).toMatchObject({ admits: ['guest'] });
    expect([(await join('climber', code)).status, (await enter(code)).status]).toEqual([404, 201]);
    socket.close();
  });

  it('lets in members only where there are no guests', async () => {
    await settings({ guests: false });
    const { code } = await invite();

    expect((await view(code)).json).toMatchObject({ admits: ['member'] });
    expect([(await enter(code)).status, (await join('proper', code)).status]).toEqual([403, 201]);
    await settings({ guests: true });
  });
});
