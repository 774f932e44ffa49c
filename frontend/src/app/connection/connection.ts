/** What the page knows about its connection. `closing`: still there, but the server has said that it goes. */
export type Connection =
  | { state: 'closed' }
  | { state: 'connecting' }
  | { state: 'online' }
  | { state: 'closing' }
  | { state: 'offline'; restarting: boolean; nextTryAt: number };
