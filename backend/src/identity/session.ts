export type { StoredSession as Session } from '../store/store.ts';
