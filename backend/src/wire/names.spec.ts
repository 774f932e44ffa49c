import { nameFault, nameKeyOf, slugOf, tidyName } from './names.ts';

describe('a name', () => {
  it('is tidied to one way of writing it', () => {
    expect(tidyName('  Zo\u0301sia \t Nowak\n')).toBe('Zósia Nowak');
  });

  it.each([
    ['', 'empty'],
    ['a\u202Eb', 'direction'],
    ['a\u200Bb', 'zero-width'],
    ['a\u0007b', 'control'],
    ['\uFEFFa', 'zero-width'],
    ['\u3164', 'zero-width'],
    [`a${'\u0301'.repeat(9)}`, 'combining'],
    ['\u0301', 'visible'],
  ])('is refused when it is %j', (name, reason) => {
    expect(nameFault(name)).toContain(reason);
  });

  it.each(['Kuchnia', 'Łódź', 'हिन्दी', '日本語', '🏔️ Tatry', 'c++', "O'Neill"])('may be %j', (name) => {
    expect(nameFault(tidyName(name))).toBeNull();
  });

  it('is the same name in another case, width or composition', () => {
    expect(nameKeyOf('Straße')).toBe(nameKeyOf('STRASSE'));
    expect(nameKeyOf('Ｋｉｔｃｈｅｎ')).toBe(nameKeyOf('kitchen'));
    expect(nameKeyOf('Zo\u0301')).toBe(nameKeyOf('zÓ'));
  });
});

describe('a slug', () => {
  it.each([
    ['Trip to Tatry', 'trip-to-tatry'],
    ['Żółta łódź podwodna', 'zolta-lodz-podwodna'],
    ['日本語 ルーム', '日本語-ルーム'],
    ['C++ & more!', 'c-more'],
    ['!!!', 'room'],
  ])('is made of %j', (name, slug) => {
    expect(slugOf(name)).toBe(slug);
  });

  it('is never longer than an address likes', () => {
    expect(slugOf('x'.repeat(500))).toHaveLength(60);
  });
});
