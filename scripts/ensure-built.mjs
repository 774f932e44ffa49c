import { requireNode } from './node-version.mjs';
import { buildWhatIsStale } from './build-what-is-stale.mjs';

requireNode();
buildWhatIsStale();
