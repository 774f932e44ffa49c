import type { Dice } from './dice.ts';

const DEEP = 12_000;

/** JSON by hand, so that `__proto__` is a key like any other. */
const HOSTILE_JSON = [
  '{"__proto__":{"polluted":"yes"}}',
  '{"constructor":{"prototype":{"polluted":"yes"}}}',
  '{"prototype":{"polluted":"yes"}}',
  '{"roomId":{"__proto__":{"polluted":"yes"}},"__proto__":{"polluted":"yes"}}',
  '{"toString":1,"hasOwnProperty":1,"valueOf":{"__proto__":null}}',
  '{"length":1e9,"0":"x"}',
  '1e999', '-1e999', '9007199254740993', '-0', '1e-324', 'null', 'true', '""', '[]', '{}', '"\\u0000"', '"\\ud800"', '"\\udfff\\ud800"',
  `${'['.repeat(DEEP)}${']'.repeat(DEEP)}`,
  `${'{"a":'.repeat(DEEP / 2)}1${'}'.repeat(DEEP / 2)}`,
  `[${'1,'.repeat(20_000)}1]`,
];

/** Texts that are hard on regular expressions, normalisation and screens. */
const HOSTILE_TEXTS = [
  `${'a'.repeat(30_000)}!`, ' '.repeat(30_000), '\t\n\r '.repeat(8_000), 'e\u0301'.repeat(10_000), `e${'\u0301'.repeat(15_000)}`,
  '\u202e\u2066\u2069\u200f', '\u200b\u200d\ufeff', '\ufdfa'.repeat(5_000), '\u{1F468}\u200d\u{1F469}\u200d\u{1F467}'.repeat(1_000), '\u1100\u1161'.repeat(8_000),
  '(((((((((((((((((((((((((((((a+)+)+)+$', '<script>alert(1)</script>', "'; DROP TABLE events; --", '%00%2e%2e%2f', '../../../etc/passwd', '${7*7}{{7*7}}', 'a@'.repeat(10_000), 'http://'.repeat(4_000),
];

const KEYS = ['roomId', 'clientId', 'body', 'replyTo', 'name', 'topic', 'visibility', 'since', 'epoch', 'seq', 'after', 'limit', 'ordinal', 'unread', 'typing', 'userId', 'role', 'banned', 'policy', 'archived', 'id', '__proto__', 'constructor', 'prototype', 'toJSON', 'then', 'length'];

export const COMMANDS = [
  'me:sync', 'directory:watch', 'room:create', 'room:join', 'room:leave', 'room:open', 'room:close', 'room:sync', 'room:update', 'room:notify', 'room:favourite', 'draft:set',
  'member:set', 'message:send', 'message:edit', 'message:delete', 'read:mark', 'typing:set',
];
/** Names that mean something to an emitter or to an object, and not to a chat. */
const OTHER_NAMES = ['connect', 'disconnect', 'disconnecting', 'error', 'newListener', 'removeListener', '__proto__', 'constructor', 'toString', '', 'room:', 'exception', 'x'.repeat(5_000)];

export function hostileJson(dice: Dice, roomId: string): string {
  const kind = dice.below(5);
  if (kind === 0) return dice.pick(HOSTILE_JSON);
  if (kind === 1) return JSON.stringify(dice.pick(HOSTILE_TEXTS));
  if (kind === 2) return JSON.stringify(dice.below(2) === 0 ? roomId : dice.next() * 10 ** dice.between(-3, 20));
  return hostileObject(dice, roomId);
}

/** A payload that looks right in some of its fields. */
function hostileObject(dice: Dice, roomId: string): string {
  const right = [`"roomId":${JSON.stringify(roomId)}`, `"clientId":"fuzz-${dice.below(1_000_000)}"`, '"body":"fuzz"'].slice(0, dice.below(4));
  const wrong = Array.from({ length: dice.below(4) }, () => `${JSON.stringify(dice.pick(KEYS))}:${dice.pick([...HOSTILE_JSON, ...HOSTILE_TEXTS.map((text) => JSON.stringify(text))])}`);
  return `{${[...right, ...wrong].join(',')}}`;
}

export function eventName(dice: Dice): string {
  return JSON.stringify(dice.below(4) === 0 ? dice.pick(OTHER_NAMES) : dice.pick(COMMANDS));
}

/** Some characters changed, left out, doubled or put in. */
export function mutate(dice: Dice, text: string): string {
  const characters = [...text];
  for (let n = dice.between(1, 6); n > 0; n--) {
    const at = dice.below(characters.length + 1);
    characters.splice(at, dice.below(3), String.fromCharCode(dice.pick([0, 34, 44, 45, 47, 48, 57, 91, 93, 123, 125, 0xfffd, dice.below(128)])));
  }
  return characters.join('');
}
