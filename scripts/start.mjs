import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { requireNode } from './node-version.mjs';
import { buildWhatIsStale } from './build-what-is-stale.mjs';
import { endWithNpm } from './end-with-npm.mjs';
import { ROOT } from './parts.mjs';

requireNode();
buildWhatIsStale();
endWithNpm();

// Imported, not spawned: signals and the exit code are the server's own.
await import(pathToFileURL(join(ROOT, 'dist/backend/main.js')).href);
