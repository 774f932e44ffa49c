import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './parts.mjs';

/** npm does it where it links a command, and not again after a new build. */
chmodSync(join(ROOT, 'dist/backend/cli/watek.js'), 0o755);
