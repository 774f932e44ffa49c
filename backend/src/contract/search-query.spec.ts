import fc from 'fast-check';
import { dayOf, foldedTerms, parseSearch } from './search-query.ts';
import { foldedPlaces, foldText, mentionsOf, searchableText } from './search-text.ts';

const NOTHING = { terms: [], has: [], mentionsMe: false, pinned: false };
const text = fc.string({ unit: 'grapheme', maxLength: 60 });

describe('what is typed to search', () => {
  it.each([
    ['', {}],
    ['zażółć gęś', { terms: ['zażółć', 'gęś'] }],
    ['"two words" one', { terms: ['two words', 'one'] }],
    ['"not closed', { terms: ['not closed'] }],
    ['from:ann in:general', { from: 'ann', in: 'general' }],
    ['from:"Ann Lee" x', { from: 'Ann Lee', terms: ['x'] }],
    ['FROM:me HAS:Link has:code has:link', { from: 'me', has: ['link', 'code'] }],
    ['before:2026-11-27 after:2026-01-01', { before: '2026-11-27', after: '2026-01-01' }],
    ['mentions:me is:pinned', { mentionsMe: true, pinned: true }],
    ['has:money is:late mentions:you before:noon', { terms: ['has:money', 'is:late', 'mentions:you', 'before:noon'] }],
    ['https://x.org std::cout a:b', { terms: ['https://x.org', 'std::cout', 'a:b'] }],
    ['from: in:', {}],
    ['constructor:x __proto__:y', { terms: ['constructor:x', '__proto__:y'] }],
  ])('%j is understood', (typed, expected) => {
    expect(parseSearch(typed)).toEqual({ ...NOTHING, ...expected });
  });

  it('is understood whatever it is, and loses no word that is no filter', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.array(fc.stringMatching(/^[^\s":]+$/u), { maxLength: 5 }), (any, words) => {
        expect(() => foldedTerms(parseSearch(any).terms)).not.toThrow();
        expect(parseSearch(words.join(' ')).terms).toEqual(words);
      }),
    );
  });

  it('takes a long text in no time', () => {
    const began = performance.now();

    for (const long of ['a'.repeat(10_000), 'a:'.repeat(5_000), '"'.repeat(10_000), `from:${'"a'.repeat(5_000)}`]) parseSearch(long);

    expect(performance.now() - began).toBeLessThan(1_000);
  });

  it('knows days by the calendar', () => {
    expect(dayOf('2026-11-27')).toBe(Date.UTC(2026, 10, 27));
    expect([dayOf('2026-13-01'), dayOf('27.11.2026'), dayOf('yesterday')]).toEqual([null, null, null]);
  });

  it('asks for each word once, and not for what another contains', () => {
    expect(foldedTerms(['Żółć', 'zolc', 'zol', ' ', '\u200b'])).toEqual(['zolc']);
  });
});

describe('a text as it is searched', () => {
  it.each([
    ['Zażółć GĘŚLĄ jaźń', 'zazolc gesla jazn'],
    ['ŁÓDŹ straße Ærø', 'lodz strasse aero'],
    ['ＡＢＣ ﬁn ①', 'abc fin 1'],
    ['ΟΔΟΣ οδος', 'οδοσ οδοσ'],
    ['ЁЖ', 'еж'],
    ['a\n\t b\u0000c', 'a b c'],
    ['zero\u200bwidth soft\u00adhyphen', 'zerowidth softhyphen'],
    ['❤️', '❤'],
    ['Ǽ ǿ', 'ae o'],
    ['日本語 ｶﾞ', '日本語 ガ'],
  ])('%j is %j', (said, folded) => {
    expect(foldText(said)).toBe(folded);
  });

  it('is folded letter by letter as it is as a whole, and knows where each comes from', () => {
    fc.assert(
      fc.property(text, (said) => {
        const shown = searchableText(said);
        const { folded, places } = foldedPlaces(shown);

        expect(folded).toBe(foldText(shown));
        expect(places).toHaveLength(folded.length + 1);
        expect([...places].sort((a, b) => a - b)).toEqual(places);
      }),
    );
  });

  it('is the same however often it is folded, and contains its own parts', () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        expect(foldText(foldText(one))).toBe(foldText(one));
        expect(foldText(`${one} ${other}`)).toContain(foldText(other).trim());
      }),
    );
  });

  it('names nobody where somebody is mentioned', () => {
    expect(searchableText('hi <@u-1> and <@room>')).toBe('hi \ufffc and \ufffc');
    expect(mentionsOf('hi <@u-1> and <@room>')).toEqual(['u-1', 'room']);
  });
});
