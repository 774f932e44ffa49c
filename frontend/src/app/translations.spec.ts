import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

const SOURCES = resolve('frontend/src');
const POLISH = resolve('frontend/public/i18n/pl.json');

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|html)$/.test(name) && !name.endsWith('.spec.ts'))
    .map((name) => join(folder, name));
}

function marksIn(text: string): string[] {
  return [...text.matchAll(/@@([\w.]+)/g)].map((match) => match[1] ?? '');
}

/** What a text is filled with, by its mark. Templates name expressions by their order, code names its own. */
function placeholdersIn(source: string): [mark: string, names: string[]][] {
  const inCode = [...source.matchAll(/\$localize`:@@([\w.]+):([^`]*)`/g)].map(([, mark = '', text = '']): [string, string[]] => [
    mark,
    [...text.matchAll(/\}:(\w+):/g)].map(([, name = '']) => name),
  ]);
  const inTemplates = [...source.matchAll(/i18n="@@([\w.]+)">([^]*?)<\/(?!bdi)/g)].map(([, mark = '', text = '']): [string, string[]] => [
    mark,
    [...expressionsOf(text), ...(text.includes('<bdi>') ? ['START_TAG_BDI', 'CLOSE_TAG_BDI'] : [])],
  ]);
  return [...inCode, ...inTemplates];
}

function expressionsOf(text: string): string[] {
  const distinct = new Set([...text.matchAll(/\{\{(?!\{)\s*([^}]*?)\s*\}\}/g)].map(([, expression]) => expression));
  return [...distinct].map((_, index) => (index === 0 ? 'INTERPOLATION' : `INTERPOLATION_${index}`));
}

describe('translations', () => {
  const used = new Set(filesIn(SOURCES).flatMap((file) => marksIn(readFileSync(file, 'utf8'))));
  const { translations } = JSON.parse(readFileSync(POLISH, 'utf8')) as { translations: Record<string, string> };

  it('say everything in Polish, and nothing that is not asked for', () => {
    expect(Object.keys(translations).sort()).toEqual([...used].sort());
  });

  it('are filled with what the text in English is filled with', () => {
    const filled = filesIn(SOURCES).flatMap((file) => placeholdersIn(readFileSync(file, 'utf8')));
    const singular = filled.filter(([mark]) => translations[mark]?.includes(', plural,') === false);

    expect(singular.filter(([, names]) => names.length > 0).length).toBeGreaterThan(10);
    for (const [mark, names] of singular) {
      const inPolish = new Set([...(translations[mark] ?? '').matchAll(/\{\$(\w+)\}/g)].map(([, name = '']) => name));
      expect([mark, [...inPolish].sort()]).toEqual([mark, [...new Set(names)].sort()]);
    }
  });

  it('know every Polish plural', () => {
    const plurals = Object.values(translations).filter((text) => text.includes(', plural,'));

    expect(plurals.length).toBeGreaterThan(0);
    for (const text of plurals) for (const form of ['=1 {', 'few {', 'many {', 'other {']) expect(text).toContain(form);
  });

  it('mark every text of a template with a name of its own', () => {
    const unnamed = filesIn(SOURCES)
      .filter((file) => file.endsWith('.html'))
      .filter((file) => /\bi18n(-[\w-]+)?(?==(?!"@@)|[\s>])/.test(readFileSync(file, 'utf8')));

    expect(unnamed).toEqual([]);
  });
});
