import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { ROOT } from '../parts.mjs';

/** Its name holds a hash of what it says. */
const HASHED = /-[\w-]{8}\.(?:js|css|woff2)$/u;
const NOT_KEPT = /^(?:robots\.txt|3rdpartylicenses\.txt)$|\.map$/u;
/** Large, and seldom needed: kept when it was asked for once. */
const LATER = /^emoji\//u;

/** The worker that keeps the page for the time without a network. `shell`: the scripts that it begins with. */
export async function bundleServiceWorker(folder, { shell }) {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  const isPart = (name) => LATER.test(name) || (HASHED.test(name) && name.endsWith('.js') && !shell.includes(name) && !/^(?:main|polyfills)-/u.test(name));
  const parts = names.filter(isPart);
  const kept = names.filter((name) => !isPart(name) && !NOT_KEPT.test(name));
  await build({
    entryPoints: [join(ROOT, 'frontend/service-worker/service-worker.ts')],
    outfile: join(folder, 'service-worker.js'),
    bundle: true,
    format: 'iife',
    target: 'es2022',
    minify: true,
    logLevel: 'warning',
    define: {
      'process.env.NODE_ENV': '"production"',
      SHELL: JSON.stringify(kept.map((name) => ({ url: `/${name}`, revision: HASHED.test(name) ? null : hashOf(join(folder, name)) }))),
      PARTS: JSON.stringify(parts.map((name) => `/${name}`)),
    },
  });
}

function hashOf(path) {
  return createHash('sha256').update(readFileSync(path)).digest('base64url').slice(0, 12);
}
