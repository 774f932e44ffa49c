/** By a name alone, by a new account, by login and password. */
export type WayIn = 'name' | 'account' | 'member';
