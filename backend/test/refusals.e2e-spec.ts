import type { Ack } from '../src/contract/ack.ts';
import type { CommandName } from '../src/contract/commands.ts';
import { LIMITS } from '../src/contract/limits.ts';
import type { Room } from '../src/contract/room.ts';
import { ChatClient } from './kit/chat-client.ts';
import { historyOf } from './kit/rest.ts';
import { NO_RATES, ServerProcess } from './kit/server-process.ts';
import { until } from './kit/until.ts';

const CANARY = 'canary-in-the-mine';

type Fields = Record<string, unknown>;

/** What a right payload of each command has besides the room. */
const RIGHT: Record<CommandName, Fields> = {
  'me:sync': {},
  'directory:watch': { watching: false },
  'room:create': { name: CANARY, visibility: 'public', clientId: 'c' },
  'room:join': { clientId: 'c' },
  'room:leave': { clientId: 'c' },
  'room:open': {},
  'room:close': {},
  'room:sync': { epoch: 'e', after: 0 },
  'room:update': { clientId: 'c', topic: CANARY },
  'direct:open': { userIds: ['nobody'] },
  'person:block': { userId: 'nobody', on: true },
  'room:notify': { level: 'all' },
  'room:favourite': { favourite: true },
  'member:set': { clientId: 'c', userId: 'u', removed: true },
  'message:send': { clientId: 'c', body: CANARY },
  'message:edit': { clientId: 'c', id: 'm', body: CANARY },
  'message:delete': { clientId: 'c', id: 'm' },
  'message:pin': { clientId: 'c', id: 'm', on: true },
  'reaction:set': { clientId: 'c', id: 'm', emoji: '👍', on: true },
  'read:mark': { ordinal: 1 },
  'draft:set': { body: CANARY },
  'typing:set': { typing: true },
};
const COMMANDS = Object.keys(RIGHT) as CommandName[];
const OF_NO_ROOM: readonly CommandName[] = ['me:sync', 'directory:watch', 'room:create', 'direct:open', 'person:block'];
const IN_A_ROOM = COMMANDS.filter((command) => !OF_NO_ROOM.includes(command));
/** What somebody who only looks may do as well. */
const OF_VISITORS: readonly CommandName[] = ['room:join', 'room:open', 'room:close', 'room:sync'];
/** Concern only what this connection has open, and say the same of any other room. */
const OF_THE_CONNECTION: readonly CommandName[] = ['room:close', 'typing:set'];

/** What is wrong with an otherwise right payload, the code, and the field that the refusal names. */
const WRONG: [CommandName, Fields, 'INVALID' | 'TOO_LARGE', string][] = [
  ['room:create', { name: 7 }, 'INVALID', 'name'],
  ['room:create', { name: '  ' }, 'INVALID', 'name'],
  ['room:create', { name: `${CANARY}\u202e` }, 'INVALID', 'name'],
  ['room:create', { name: 'n'.repeat(LIMITS.roomNameLength + 1) }, 'TOO_LARGE', 'name'],
  ['room:create', { topic: 't'.repeat(LIMITS.topicLength + 1) }, 'TOO_LARGE', 'topic'],
  ['room:create', { topic: null }, 'INVALID', 'topic'],
  ['room:create', { visibility: 'secret' }, 'INVALID', 'visibility'],
  ['room:create', { visibility: undefined }, 'INVALID', 'visibility'],
  ...IN_A_ROOM.flatMap((command): typeof WRONG => [
    [command, { roomId: undefined }, 'INVALID', 'roomId'],
    [command, { roomId: '' }, 'INVALID', 'roomId'],
    [command, { roomId: ['a'] }, 'INVALID', 'roomId'],
    [command, { roomId: { $ne: null } }, 'INVALID', 'roomId'],
    [command, { roomId: 'r'.repeat(LIMITS.idLength + 1) }, 'TOO_LARGE', 'roomId'],
  ]),
  ['room:open', { since: 5 }, 'INVALID', 'since'],
  ['room:open', { since: { epoch: 'e', seq: -1 } }, 'INVALID', 'since.seq'],
  ['room:open', { since: { epoch: 'e', seq: 1, more: 1 } }, 'INVALID', 'since'],
  ['room:sync', { epoch: 1 }, 'INVALID', 'epoch'],
  ['room:sync', { after: '1' }, 'INVALID', 'after'],
  ['room:sync', { after: 1.5 }, 'INVALID', 'after'],
  ['room:sync', { limit: 0 }, 'INVALID', 'limit'],
  ['room:sync', { limit: LIMITS.eventsPerSync + 1 }, 'INVALID', 'limit'],
  ['message:send', { body: ' \n ' }, 'INVALID', 'body'],
  ['message:send', { body: undefined }, 'INVALID', 'body'],
  ['message:send', { body: { text: CANARY } }, 'INVALID', 'body'],
  ['message:send', { body: `${CANARY}\ud800` }, 'INVALID', 'body'],
  ['message:send', { body: CANARY.repeat(LIMITS.messageLength / 10) }, 'TOO_LARGE', 'body'],
  ['message:send', { clientId: '' }, 'INVALID', 'clientId'],
  ['message:send', { clientId: 'two words' }, 'INVALID', 'clientId'],
  ['message:send', { clientId: 'c'.repeat(LIMITS.clientIdLength + 1) }, 'TOO_LARGE', 'clientId'],
  ['message:send', { replyTo: 1 }, 'INVALID', 'replyTo'],
  ['room:update', { topic: undefined }, 'INVALID', 'payload'],
  ['room:update', { policy: { posting: 'all' } }, 'INVALID', 'policy.posting'],
  ['room:update', { policy: { posting: 'everyone', slowModeSeconds: 0, guests: true, buffer: 'drop' } }, 'INVALID', 'policy.buffer'],
  ['member:set', { role: 'owner' }, 'INVALID', 'payload'],
  ['member:set', { userId: 5 }, 'INVALID', 'userId'],
  ['message:edit', { body: ' ' }, 'INVALID', 'body'],
  ['message:delete', { id: undefined }, 'INVALID', 'id'],
  ['reaction:set', { emoji: 'ab' }, 'INVALID', 'emoji'],
  ['reaction:set', { emoji: '👍👍' }, 'INVALID', 'emoji'],
  ['reaction:set', { emoji: '👍'.repeat(LIMITS.emojiLength + 1) }, 'TOO_LARGE', 'emoji'],
  ['reaction:set', { on: 1 }, 'INVALID', 'on'],
  ['message:pin', { on: undefined }, 'INVALID', 'on'],
  ['draft:set', { body: 'd'.repeat(LIMITS.draftLength + 1) }, 'TOO_LARGE', 'body'],
  ['draft:set', { body: 'a\0b' }, 'INVALID', 'body'],
  ['room:notify', { level: 'loud' }, 'INVALID', 'level'],
  ['room:favourite', { favourite: 'yes' }, 'INVALID', 'favourite'],
  ['me:sync', { since: 'now' }, 'INVALID', 'since'],
  ['read:mark', { ordinal: -1 }, 'INVALID', 'ordinal'],
  ['read:mark', { ordinal: 2 ** 53 }, 'INVALID', 'ordinal'],
  ['typing:set', { typing: 'yes' }, 'INVALID', 'typing'],
];

describe('what is refused', () => {
  let server: ServerProcess;
  let ann: ChatClient;
  let ben: ChatClient;
  let room: Room;

  beforeAll(async () => {
    server = await ServerProcess.start({ ...NO_RATES, LOG_LEVEL: 'trace' });
    [ann, ben] = await Promise.all([ChatClient.enter(server.url, CANARY), ChatClient.enter(server.url, 'Ben')]);
    room = await ann.createRoom(`Room of ${CANARY}`);
    await ann.enters(room.id);
  });
  afterAll(() => server.remove());

  const rightFor = (command: CommandName, roomId = room.id): Fields => ({ ...(OF_NO_ROOM.includes(command) ? {} : { roomId }), ...RIGHT[command] });

  it.each(WRONG)('%s %j is %s and names %s', async (...[command, fields, code, field]) => {
    const answer = await ann.raw(command, { ...rightFor(command), ...fields });

    expect(answer).toMatchObject({ ok: false, code });
    expect(messageOf(answer)).toMatch(new RegExp(`^${field}: `, 'u'));
  });

  describe.each(COMMANDS)('%s', (command) => {
    it.each([
      ['nothing', []],
      ['null', [null]],
      ['a string', [CANARY]],
      ['a number', [7]],
      ['a list', [[CANARY]]],
      ['bytes', [Buffer.from(CANARY)]],
      ['two payloads', [{}, {}]],
    ])('does not take %s', async (_, args: unknown[]) => {
      const answer = await ann.raw(command, ...args);

      expect(answer).toMatchObject({ ok: false, code: 'INVALID' });
      expect(JSON.stringify(answer)).not.toContain(CANARY);
    });

    it.each(['extra', '__proto__', 'constructor'])('does not take the key %s besides', async (key) => {
      const payload = JSON.parse(JSON.stringify(rightFor(command)).replace(/^\{/u, `{"${key}":{"typing":true},`).replace(/,\}$/u, '}')) as Fields;
      const answer = await ann.raw(command, payload);

      expect(answer).toMatchObject({ ok: false, code: 'INVALID' });
      expect(messageOf(answer)).toContain(key);
    });
  });

  it.each(IN_A_ROOM.filter((command) => !OF_THE_CONNECTION.includes(command)))('%s does not find a room that is not there', async (command) => {
    expect(await ann.raw(command, rightFor(command, 'nowhere'))).toMatchObject({ ok: false, code: 'NOT_FOUND' });
  });

  it.each(IN_A_ROOM.filter((command) => !OF_VISITORS.includes(command)))('%s is for members', async (command) => {
    expect(await ben.raw(command, rightFor(command))).toMatchObject({ ok: false, code: 'NOT_A_MEMBER' });
  });

  it.each(['message:explode', 'constructor', '__proto__', 'room:events', 'x'.repeat(500)])('there is no command %s', async (name) => {
    const answer = await ann.raw(name, { roomId: room.id });

    expect(answer).toMatchObject({ ok: false, code: 'INVALID' });
    expect(messageOf(answer).length).toBeLessThan(100);
  });

  it('takes commands that want no answer, and bad ones too', async () => {
    const emit = ann.socket.emit.bind(ann.socket) as unknown as (name: string, ...args: unknown[]) => void;
    for (const command of COMMANDS) emit(command);
    emit('message:send', { roomId: room.id, clientId: 'quiet', body: CANARY });
    emit('message:send', { roomId: room.id, clientId: 'wrong', body: 7 });
    emit('message:explode');

    const { ordinal } = await ann.say(room.id, 'after', CANARY);

    expect(ordinal).toBe(2);
  });

  it('closes the socket that sends more than a packet may hold, and no other', async () => {
    const greedy = await ChatClient.resume(server.url, ann.session);
    greedy.socket.emit('message:send', { roomId: room.id, clientId: 'huge', body: CANARY.repeat(5_000) }, () => undefined);
    await until(() => greedy.socket.disconnected, 'the socket to be closed');

    expect(ann.socket.connected).toBe(true);
  });

  it('closes the socket that does not listen to a thousand refusals', async () => {
    const deaf = await ChatClient.enter(server.url, 'Deaf');
    const emit = deaf.socket.emit.bind(deaf.socket) as unknown as (name: string) => void;
    for (let n = 0; n < 1_100; n++) emit('message:explode');
    await until(() => deaf.socket.disconnected, 'the socket to be closed');

    expect(ann.socket.connected).toBe(true);
  });

  it('leaves the server alive, the messages of others in place, and no word of them in its log', async () => {
    await ben.enters(room.id);
    await ben.say(room.id, 'still', 'still here');
    const history = await historyOf(server.url, ben, room.id);

    expect(history.map(({ clientId }) => clientId)).toEqual(['quiet', 'after', 'still']);
    expect(server.output).not.toContain(CANARY);
    expect(server.output).not.toContain('failed unexpectedly');
  });
});

const messageOf = (answer: Ack<unknown>) => (answer.ok ? '' : answer.message);
