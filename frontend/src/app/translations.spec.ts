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

describe('translations', () => {
  const used = new Set(filesIn(SOURCES).flatMap((file) => marksIn(readFileSync(file, 'utf8'))));
  const { translations } = JSON.parse(readFileSync(POLISH, 'utf8')) as { translations: Record<string, string> };

  it('say everything in Polish, and nothing that is not asked for', () => {
    expect(Object.keys(translations).sort()).toEqual([...used].sort());
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
