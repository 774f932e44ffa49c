// Imported first by what needs the build; hooks such as `pretest` do not run where npm is told to ignore scripts.
import { requireNode } from './node-version.mjs';
import { buildWhatIsStale } from './build-what-is-stale.mjs';

requireNode();
buildWhatIsStale();
