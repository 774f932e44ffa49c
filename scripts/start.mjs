import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import './ensure-built.mjs';
import { endWithNpm } from './end-with-npm.mjs';
import { ROOT } from './parts.mjs';

endWithNpm();

// Imported, not spawned: signals and the exit code are the server's own.
await import(pathToFileURL(join(ROOT, 'dist/backend/main.js')).href);
