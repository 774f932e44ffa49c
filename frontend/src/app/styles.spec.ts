import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { BREAKPOINTS_REM } from './ui/breakpoints';

const SOURCES = resolve('frontend/src');

/** What a style sheet says, and the styles within components. */
const sheets = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(css|ts)$/.test(name) && !name.endsWith('.spec.ts'))
  .map((name) => ({ name, text: readFileSync(join(SOURCES, name), 'utf8') }));

function found(pattern: RegExp): { name: string; what: string }[] {
  return sheets.flatMap(({ name, text }) => [...text.matchAll(pattern)].map(([, what = '']) => ({ name, what })));
}

describe('the style sheets', () => {
  it('change the form of the page at the widths that have a name, and write them alike', () => {
    const known = Object.values(BREAKPOINTS_REM).flatMap((rem) => [`width < ${rem}rem`, `width >= ${rem}rem`]);

    const ofTheScreen = found(/@media \(([^)]*(?:width|height)[^)]*)\)/g);
    const others = found(/@container ?(?:page)? \(([^)]*)\)/g).filter(({ what }) => !known.includes(what));

    expect(found(/@container page (\()/g).length).toBeGreaterThan(5);
    expect([...ofTheScreen, ...others]).toEqual([]);
  });

  it('name every movement once', () => {
    const names = found(/@keyframes (\S+)/g).map(({ what }) => what);

    expect(names.length).toBe(new Set(names).size);
  });

  it('stand in the layers reset, tokens, controls and layout, and what a component says beats them all', () => {
    const index = sheets.find(({ name }) => name.endsWith('index.css'))?.text ?? '';

    expect(index).toMatch(/^@layer reset, tokens, controls, layout;/);
    expect(index.match(/@import/g)).toEqual(index.match(/@import '[^']+' layer\(\w+\)/g)?.map(() => '@import'));
  });
});
