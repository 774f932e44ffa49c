export type { StoredSession as Session } from '../storage/store.ts';
