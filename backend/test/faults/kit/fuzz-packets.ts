import type { Dice } from './dice.ts';
import { frame, OPCODES } from './frames.ts';
import { eventName, hostileJson, mutate } from './nasty.ts';

const OVERSIZED = 65_537;
const TINY = 3_000;

type MakeBytes = (dice: Dice, roomId: string) => Buffer;

/** The attack surface from the outside in: what each returns is written to a WebSocket as it is. */
const LAYERS: MakeBytes[] = [
  // The command: a well-formed packet with a hostile payload.
  (dice, roomId) => frame(`42${dice.below(1_000)}[${eventName(dice)},${hostileJson(dice, roomId)}]`),
  (dice, roomId) => frame(`42[${eventName(dice)},${hostileJson(dice, roomId)},${hostileJson(dice, roomId)}]`),
  // Socket.IO: types, namespaces, ids, attachments.
  (dice, roomId) => frame(dice.pick(socketIoPackets(dice, roomId))),
  (dice, roomId) => frame(mutate(dice, `42${dice.below(100)}["message:send",{"roomId":"${roomId}","clientId":"m","body":"b"}]`)),
  // Engine.IO: types, separators, pings that nobody asked for, upgrades.
  (dice) => frame(`${dice.pick(['0', '1', '2', '3', '5', '6', '7', 'b', '9', '', '\u001e', '2probe', '3probe', 'bAAAA'])}${dice.below(2) === 0 ? '' : dice.bytes(dice.below(200)).toString('latin1')}`),
  (dice) => frame(dice.bytes(dice.below(2_000)), { opcode: OPCODES.binary }),
  // WebSocket: opcodes, reserved bits, lengths, masks, pieces.
  (dice) => frame(dice.bytes(dice.below(300)), { opcode: dice.below(16), fin: dice.below(2) === 0, reserved: dice.below(8), masked: dice.below(4) > 0 }),
  (dice) => frame('42["x"]', { length: dice.pick([0, 1, 125, 126, 65_535, 65_536, 2 ** 31, 2 ** 32, 2 ** 52]) }),
  (dice) => frame(Buffer.alloc(dice.between(OVERSIZED, OVERSIZED * 4), 0x61)),
  (dice) => Buffer.concat([frame('4', { fin: false }), ...Array.from({ length: dice.between(1, TINY) }, () => frame('2', { opcode: OPCODES.continuation, fin: false }))]),
  (dice) => frame(dice.bytes(dice.below(130)), { opcode: dice.pick([OPCODES.close, OPCODES.ping, OPCODES.pong]) }),
  (dice) => dice.bytes(dice.between(1, 400)),
];

export function hostileBytes(dice: Dice, roomId: string): Buffer {
  return dice.pick(LAYERS)(dice, roomId);
}

function socketIoPackets(dice: Dice, roomId: string): string[] {
  const json = hostileJson(dice, roomId);
  const count = dice.pick(['0', '1', '-1', '11', '99999999999999999999', '1e3', '', '1.5']);
  return [
    `40${json}`, '40/admin,', `40/${'n'.repeat(20_000)},{}`, '41', '44{"message":"x"}', `43${count}[1]`, `43${json}`,
    `45${count}-["message:send",{"_placeholder":true,"num":0}]`,
    `45${count}-["message:send",{"_placeholder":true,"num":${dice.pick(['-1', '99', '1e308', '"__proto__"', '"constructor"', 'null'])}}]`,
    `451-["room:open",${json}]`, `46${count}-0[{"_placeholder":true,"num":0}]`, `42${'9'.repeat(dice.pick([16, 400, 30_000]))}["room:open",{}]`,
    '42', '42[]', '42{}', '42null', '42[1,2]', '42["connect"]', '42["disconnect"]', '42["__proto__",{}]', '48[]', '49', '4', `42[${json}]`,
  ];
}

/** Requests to the polling transport and to REST: a path, and a body for POST. */
export function hostileRequest(dice: Dice, roomId: string): { path: string; method: string; body?: string } {
  const polling = '/socket.io/?EIO=4&transport=polling';
  const paths = [polling, `${polling}&sid=__proto__`, `${polling}&sid=${'s'.repeat(500)}`, '/socket.io/?EIO=3&transport=polling', '/socket.io/?EIO=4&transport=__proto__', '/socket.io/?transport[]=websocket&EIO[]=4',
    '/socket.io/', '/api/session', '/api/rooms', `/api/rooms/${roomId}/messages?before[__proto__]=1&limit=1e9`, '/api/rooms/__proto__', '/api/rooms/%00', '/api/rooms/%E0%A4%A', `/api/rooms/${'r'.repeat(3_000)}`, '/api/rooms?__proto__[polluted]=yes&limit=-1', '//', '/%2e%2e/%2e%2e/etc/passwd'];
  const path = dice.pick(paths);
  if (dice.below(2) === 0) return { path, method: 'GET' };
  return { path, method: dice.pick(['POST', 'POST', 'PUT', 'DELETE', 'PATCH']), body: dice.pick([hostileJson(dice, roomId), '2\u001e2\u001e'.repeat(5_000), mutate(dice, '{"name":"Ann","kind":"token"}')]) };
}
