import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { environmentSchema } from './config.schema.ts';

const README = join(import.meta.dirname, '..', '..', '..', '..', 'README.md');

function tableOfReadme(): string[] {
  const section = readFileSync(README, 'utf8').split('<!-- configuration: checked')[1]?.split('<!-- end of configuration -->')[0] ?? '';
  return section.split('\n').filter((line) => line.startsWith('| `'));
}

function tableOfSchema(): string[] {
  return Object.entries(environmentSchema.shape).map(([variable, schema]) => {
    const value: unknown = schema.parse(undefined);
    return `| \`${variable}\` | ${shown(value)} | ${schema.description ?? ''} |`;
  });
}

function shown(value: unknown): string {
  if (value === '' || (Array.isArray(value) && value.length === 0)) return 'none';
  if (typeof value === 'boolean') return value ? '`on`' : '`off`';
  return `\`${String(value)}\``;
}

describe("the README's table of variables", () => {
  it('says of each what the schema says', () => {
    expect(tableOfReadme()).toEqual(tableOfSchema());
  });
});
