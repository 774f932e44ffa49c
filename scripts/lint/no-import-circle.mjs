import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** Static and type-only alike; a dynamic import may close a circle, since it is what takes one apart. */
const IMPORT = /^(?:import|export)\s[^;]*?from\s+'(\.{1,2}\/[^']+)'/gmu;
const ENDINGS = ['', '.ts', '/index.ts'];

const importsByFile = new Map();

function importsOf(file) {
  const known = importsByFile.get(file);
  if (known) return known;
  const found = [...readFileSync(file, 'utf8').matchAll(IMPORT)].map(([, path]) => resolved(file, path)).filter(Boolean);
  importsByFile.set(file, found);
  return found;
}

function resolved(from, path) {
  const target = join(dirname(from), path);
  return ENDINGS.map((ending) => target + ending).find((file) => file.endsWith('.ts') && existsSync(file));
}

/** The shortest way from a file back to itself, or null. */
function circleOf(start) {
  const cameFrom = new Map();
  const queue = [start];
  for (const file of queue) {
    for (const next of importsOf(file)) {
      if (next === start) return wayTo(file, cameFrom);
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, file);
      queue.push(next);
    }
  }
  return null;
}

function wayTo(file, cameFrom) {
  const before = cameFrom.get(file);
  return before === undefined ? [file] : [...wayTo(before, cameFrom), file];
}

/** Circles of imports, type-only ones included: whoever reads one file of a circle has to read them all. */
export default {
  meta: { type: 'problem', schema: [], messages: { circle: 'This file imports itself by way of {{way}}.' } },
  create: (context) => ({
    Program(node) {
      const circle = circleOf(context.physicalFilename);
      if (circle) context.report({ node, messageId: 'circle', data: { way: circle.slice(1).concat(circle[0]).map((file) => relative(context.cwd, file)).join(' > ') } });
    },
  }),
};
