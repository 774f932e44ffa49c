import { recordBuild } from './parts.mjs';

recordBuild();
