import { join } from 'node:path';
import { build } from 'esbuild';
import { ROOT } from './parts.mjs';

/**
 * One small CommonJS file instead of a dozen modules: a third of the time to start, and 1 MB less a thread. Every thread keeps
 * the source: minified it takes 0.25 MB less of each. The map is for whoever reads a stack.
 */
const folder = join(ROOT, 'dist/backend/rooms');

await build({
  entryPoints: [join(folder, 'room.worker.js')],
  outfile: join(folder, 'room.worker.cjs'),
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node24',
  minify: true,
  sourcemap: true,
  logLevel: 'warning',
});
