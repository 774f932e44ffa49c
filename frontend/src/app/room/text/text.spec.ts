import fc from 'fast-check';
import { blocksOf } from './blocks';
import { isEmojiOnly } from './emoji-only';
import { inlineOf } from './inline';
import { loadLinkifier } from './linkifier';
import { linksIn } from './links';
import type { Block, Inline } from './tokens';

const text = (value: string): Inline => ({ type: 'text', text: value });

/** What a reader sees of it, without the marks. */
function seen(tokens: readonly Inline[]): string {
  return tokens.map((token) => ('inside' in token ? seen(token.inside) : token.type === 'mention' ? token.userId : token.text)).join('');
}

function depthOf(blocks: readonly Block[]): number {
  return Math.max(0, ...blocks.map((block) => (block.type === 'quote' ? 1 + depthOf(block.blocks) : 0)));
}

beforeAll(() => loadLinkifier());

describe('links', () => {
  it.each([
    ['https://en.wikipedia.org/wiki/Mercury_(planet)', 'https://en.wikipedia.org/wiki/Mercury_(planet)'],
    ['(see https://a.example/b)', 'https://a.example/b'],
    ['(https://en.wikipedia.org/wiki/Mercury_(planet))', 'https://en.wikipedia.org/wiki/Mercury_(planet)'],
    ['看https://example.org/a，謝謝。', 'https://example.org/a'],
    ['（https://example.org/a）', 'https://example.org/a'],
    ['「https://example.org/a」', 'https://example.org/a'],
    ["https://en.wikipedia.org/wiki/Duff's_device", "https://en.wikipedia.org/wiki/Duff's_device"],
    ['http://[::1]', 'http://[::1]'],
    ['http://[2001:db8::1]:8080/x', 'http://[2001:db8::1]:8080/x'],
    ['*https://a.example/b*', 'https://a.example/b'],
    ['https://a.example/b»', 'https://a.example/b'],
    ['see https://a.example/b?c=d, ok', 'https://a.example/b?c=d'],
    ['write to mailto:ann@a.example.', 'mailto:ann@a.example'],
  ])('end where the address in %s ends', (given, expected) => {
    expect(linksIn(given).map(({ href }) => href)).toEqual([expected]);
  });

  it.each(['javascript:alert(1)', 'xhttps://a.example', 'ftp://a.example/b', 'data:text/html,x', 'https://', 'a.example'])('are none in %s', (given) => {
    expect(linksIn(given)).toEqual([]);
  });
});

describe('marks in a line', () => {
  it.each<[string, Inline[]]>([
    ['**bold** and *italic*, _too_', [{ type: 'bold', inside: [text('bold')] }, text(' and '), { type: 'italic', inside: [text('italic')] }, text(', '), { type: 'italic', inside: [text('too')] }]],
    ['~~no~~ `a * b`', [{ type: 'strike', inside: [text('no')] }, text(' '), { type: 'code', text: 'a * b' }]],
    ['**a *b* c**', [{ type: 'bold', inside: [text('a '), { type: 'italic', inside: [text('b')] }, text(' c')] }]],
    ['snake_case_name and 2*3*4', [text('snake_case_name and 2*3*4')]],
    ['\\*not\\* it', [text('*not* it')]],
    ['**open', [text('**open')]],
    ['hello <@u-1>', [text('hello '), { type: 'mention', userId: 'u-1' }]],
    ['[docs](https://a.example/x)', [{ type: 'link', href: 'https://a.example/x', text: 'docs', host: 'a.example' }]],
    ['[https://bank.example](https://evil.example/)', [{ type: 'link', href: 'https://evil.example/', text: 'https://bank.example', host: 'evil.example' }]],
    ['[x](javascript:alert(1))', [text('[x](javascript:alert(1))')]],
    ['see https://a.example/b.', [text('see '), { type: 'link', href: 'https://a.example/b', text: 'https://a.example/b', host: null }, text('.')]],
    ['`` a ` b ``', [{ type: 'code', text: 'a ` b' }]],
    ['`open', [text('`open')]],
  ])('%s', (given, expected) => {
    expect(inlineOf(given)).toEqual(expected);
  });
});

describe('blocks', () => {
  it('keep text as it was written, with leading blanks, tabs and empty lines', () => {
    const given = '  two blanks\n\ttab\n\n\nend ';

    expect(blocksOf(given)).toEqual([{ type: 'paragraph', inside: [text(given)] }]);
  });

  it('are code, quotes, lists, tasks and tables', () => {
    const given = 'Before\n\n```ts\nconst a = 1;\n\n  indented\n```\n> quoted\n> > deeper\n\n- one\n  - two\n3. three\n- [x] done\n- [ ] open\n\n| a | b |\n|---|:-:|\n| 1 | **2** |';

    expect(blocksOf(given)).toEqual([
      { type: 'paragraph', inside: [text('Before')] },
      { type: 'code', language: 'ts', text: 'const a = 1;\n\n  indented' },
      { type: 'quote', blocks: [{ type: 'paragraph', inside: [text('quoted')] }, { type: 'quote', blocks: [{ type: 'paragraph', inside: [text('deeper')] }] }] },
      {
        type: 'list',
        items: [
          { level: 0, number: null, done: null, inside: [text('one')] },
          { level: 1, number: null, done: null, inside: [text('two')] },
          { level: 0, number: 3, done: null, inside: [text('three')] },
          { level: 0, number: null, done: true, inside: [text('done')] },
          { level: 0, number: null, done: false, inside: [text('open')] },
        ],
      },
      { type: 'table', head: [[text('a')], [text('b')]], rows: [[[text('1')], [{ type: 'bold', inside: [text('2')] }]]] },
    ]);
  });

  it('nest no deeper than can be drawn', () => {
    expect(depthOf(blocksOf(`${'>'.repeat(2_000)} deep`))).toBe(4);
  });

  it('lose no word and link nowhere but to the web and to mail, whatever is written', () => {
    const piece = fc.constantFrom('*', '**', '_', '~~', '`', '```', '[', ']', '(', ')', '](', '<@', '>', '\n', '- ', '> ', '|', '---', ' ', 'word', 'https://a.example/x', 'javascript:x', '\\', 'é̂̃', '👍');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const given = pieces.join('');
        const words = (value: string): number => value.split('word').length;

        expect(words(seen(inlineOf(given)))).toBe(words(given));
        expect(() => blocksOf(given)).not.toThrow();
        for (const token of inlineOf(given)) if (token.type === 'link') expect(token.href).toMatch(/^(?:https?:|mailto:)/u);
      }),
      { numRuns: 400 },
    );
  });

  it.each(['*', '**', '_', '~~', '`', '``a`', '[', '![', '[a](', '<@', '> ', '- ', '|', '*_~`', '\\', 'https://', 'mailto:', 'a\u0301\u0302\u0303', '(((', '**a _b ', '1. '])('are done with 4,000 characters of %s', (bomb) => {
    const given = bomb.repeat(Math.ceil(4_000 / bomb.length));

    for (let round = 0; round < 20; round++) blocksOf(given);
    expect(blocksOf(given).length).toBeGreaterThan(0);
  });
});

describe('emoji alone', () => {
  it.each([['👍', true], ['👨‍👩‍👧 🎉', true], ['👍 ok', false], ['', false], ['7', false], ['👍'.repeat(20), false]])('%s: %s', (given, expected) => {
    expect(isEmojiOnly(given)).toBe(expected);
  });
});
