import { ageMs } from '../stamp.mjs';

const OK = '[{"ok":true';

/** Wątek's messages without Wątek: names, rooms and limits, nothing stored. */
export const rooms = {
  auth: (user) => `{"name":"Member ${user}"}`,
  join: ({ roomId }) => ['room:join', `{"roomId":"${roomId}"}`],
  message: ({ roomId, stamp, body }) => ['message:send', `{"roomId":"${roomId}","clientId":"${stamp}","body":"${body}"}`],
  failure: (text) => (text.startsWith(OK) ? null : JSON.parse(text)[0]),
  messagesIn: (_name, { seq, body }) => [{ seq, ageMs: ageMs(body) }],
};
