import { ageMs } from '../stamp.mjs';
import { tokenOf } from '../../servers/people.mjs';

const OK = '[{"ok":true';
const NONE = [];

/** Wątek's wire, see backend/src/contract. */
export const watek = {
  auth: (user) => `{"token":"${tokenOf(user)}"}`,
  /** Who comes is a member already, see servers/seed.mjs. */
  join: ({ roomId, since }) => ['room:open', `{"roomId":"${roomId}"${since ? `,"since":${JSON.stringify(since)}` : ''}}`],
  message: ({ roomId, stamp, body }) => ['message:send', `{"roomId":"${roomId}","clientId":"${stamp}","body":"${body}"}`],
  failure: (text) => (text.startsWith(OK) ? null : JSON.parse(text)[0]),
  messagesIn: (name, fact) => (name === 'room:events' ? fact.events.map(shown) : NONE),
};

const shown = ({ seq, body }) => ({ seq, ageMs: body === undefined ? 0 : ageMs(body) });
