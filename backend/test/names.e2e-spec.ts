import { ChatClient } from './kit/chat-client.ts';
import { call } from './kit/rest.ts';
import { NO_RATES, ServerProcess } from './kit/server-process.ts';

const HOSTILE: [what: string, name: string][] = [
  ['turns the text around', 'Anna\u202Egnp.exe'],
  ['isolates what follows', 'Anna\u2066'],
  ['hides a space of no width', 'An\u200Bna'],
  ['rings the bell', 'Anna\u0007'],
  ['ends with NUL', 'Anna\u0000'],
  ['is a filler that nobody sees', '\u3164'],
  ['piles up marks', `A${'\u0301'.repeat(20)}nna`],
  ['is private use', '\uE000Anna'],
  ['is half of a pair', 'Anna\uD800'],
  ['is blank', ' \u00A0 '],
];

describe('names from outside', () => {
  let server: ServerProcess;
  let ann: ChatClient;

  beforeAll(async () => {
    server = await ServerProcess.start(NO_RATES);
    ann = await ChatClient.enter(server.url, 'Ann');
  });
  afterAll(async () => {
    ann.close();
    await server.remove();
  });

  const askSession = (name: string) => call(`${server.url}/api/session`, { json: { name, kind: 'token' } });
  const askMe = (name: string) => call(`${server.url}/api/me`, { method: 'PATCH', headers: { authorization: `Bearer ${ann.session.token}` }, json: { name } });
  const askRoom = (name: string) =>
    call(`${server.url}/api/rooms`, { headers: { authorization: `Bearer ${ann.session.token}` }, json: { name, visibility: 'public' } });

  it.each(HOSTILE)('are refused at every door when one %s', async (_, name) => {
    const [person, other, room, overSocket] = await Promise.all([askSession(name), askMe(name), askRoom(name), ann.try('room:create', { name, visibility: 'public', clientId: 'hostile' })]);

    expect([person.status, other.status, room.status]).toEqual([400, 400, 400]);
    expect([person.json, other.json, room.json, overSocket]).toMatchObject(Array.from({ length: 4 }, () => ({ code: 'INVALID' })));
  });

  it.each(['Żaneta Łoś', 'مريم', '日本語', 'Zoë 🏔️', "O'Neill"])('may be %j, and come back composed', async (name) => {
    const { status, json } = await askSession(`  ${name.normalize('NFD')} `);

    expect(status).toBe(201);
    expect(json).toMatchObject({ user: { name: name.normalize('NFC') } });
  });

  it('are taken by whoever has them in another case, width or composition', async () => {
    const first = await askRoom('Café Straße');

    const others = await Promise.all(['CAFÉ STRASSE', 'Cafe\u0301 straße', 'Ｃａｆé Straße'].map(askRoom));

    expect(first.status).toBe(201);
    expect(others.map(({ json }) => (json as { code: string }).code)).toEqual(['NAME_TAKEN', 'NAME_TAKEN', 'NAME_TAKEN']);
  });

  it('differ from messages, which may say anything well-formed and come back as they were', async () => {
    const room = await ann.createRoom('Anything');
    await ann.enters(room.id);
    const body = 'a\u202Eb\u200Bc\u0007 Z\u0301\u0302\u0303\u0304\u0305\u0306 \u3164';

    const { seq } = await ann.say(room.id, 'odd', body);
    await ann.sees(room.id, seq);

    expect(ann.eventsIn(room.id).at(-1)).toMatchObject({ body });
  });
});
