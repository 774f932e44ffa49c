import fc from 'fast-check';
import { parseSearch } from '@contract/search-query';
import { SWITCHES, begun, completed, isOn, parametersOf, toggled, without } from './typed-filters';

const nobody = () => undefined;
const asked = (typed: string) => Object.fromEntries(parametersOf(typed, nobody));

describe('what is typed to search', () => {
  it('is asked of the server, whole, and by days of the reader', () => {
    expect(asked('zolc "two words" from:me in:kitchen has:link has:code mentions:me is:pinned')).toEqual({
      q: '"zolc" "two words"',
      from: 'me',
      room: 'kitchen',
      has: 'link,code',
      mentions: 'me',
      is: 'pinned',
    });
    expect(asked('after:2026-11-27')).toEqual({ after: String(new Date(2026, 10, 27).getTime()) });
    expect(asked('  ')).toEqual({});
    expect(parametersOf('from:"Ann Lee"', (name) => (name === 'Ann Lee' ? 'u1' : undefined)).get('from')).toBe('u1');
  });

  it('asks for the same words, however they are put', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[^\s":]{1,9}$/u), { maxLength: 5 }), (words) => {
        expect(parseSearch(parametersOf(words.join(' '), nobody).get('q') ?? '').terms).toEqual(words);
      }),
    );
  });

  it('gets and loses filters, and keeps the words', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SWITCHES), (filter) => {
        const typed = toggled('one "two three"', filter);

        expect(isOn(typed, filter)).toBe(true);
        expect(toggled(typed, filter)).toBe('one "two three"');
      }),
    );
    expect(without('one from:"Ann Lee" two in:kitchen', 'from')).toBe('one two in:kitchen');
    expect(without('one From:ann', 'from')).toBe('one');
  });

  it.each([
    ['from:', { filter: 'from', value: '' }],
    ['one in:kit', { filter: 'in', value: 'kit' }],
    ['From:"Ann L', { filter: 'from', value: 'Ann L' }],
    ['from:ann ', null],
    ['from', null],
    ['xfrom:ann', null],
  ])('%j: what is begun', (typed, expected) => {
    expect(begun(typed)).toEqual(expected);
  });

  it('is completed with what was chosen, in quotes where that has spaces', () => {
    expect(completed('one from:an', 'Ann Lee')).toBe('one from:"Ann Lee" ');
    expect(completed('in:', 'kitchen')).toBe('in:kitchen ');
  });
});
