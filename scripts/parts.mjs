import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fingerprint } from './fingerprint.mjs';

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const RECORD = join(ROOT, 'dist/.fingerprint');
const SHARED = ['package-lock.json', 'tsconfig.json'];

const PARTS = [
  {
    name: 'server',
    script: 'build:backend',
    sources: 'backend/src',
    inputs: ['backend/src', 'scripts/bundle-room-worker.mjs', 'scripts/allow-running.mjs', 'backend/tsconfig.json', 'backend/tsconfig.build.json', 'nest-cli.json', ...SHARED],
    output: 'dist/backend/main.js',
  },
  {
    name: 'page',
    script: 'build:frontend',
    sources: 'frontend/src',
    inputs: ['frontend', 'backend/src/contract', 'angular.json', 'scripts/page', ...SHARED],
    output: 'dist/frontend/browser/index.html',
  },
];

/** The parts that have sources here (an image has none) and whose build is missing or made from other sources. */
export function staleParts() {
  const built = readRecord();
  return PARTS.filter((part) => existsSync(join(ROOT, part.sources))).filter(
    (part) => !isBuilt(part) || built[part.name] !== currentFingerprint(part),
  );
}

export function missingParts() {
  return PARTS.filter((part) => !isBuilt(part));
}

export function recordBuild(built = PARTS.map((part) => ({ name: part.name, hash: currentFingerprint(part) }))) {
  const record = { ...readRecord(), ...Object.fromEntries(built.map(({ name, hash }) => [name, hash])) };
  mkdirSync(dirname(RECORD), { recursive: true });
  writeFileSync(RECORD, `${JSON.stringify(record, null, 2)}\n`);
}

export function currentFingerprint(part) {
  return fingerprint(ROOT, part.inputs);
}

function isBuilt(part) {
  return existsSync(join(ROOT, part.output));
}

function readRecord() {
  try {
    return JSON.parse(readFileSync(RECORD, 'utf8'));
  } catch {
    return {};
  }
}
