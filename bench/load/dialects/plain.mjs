import { ageMs } from '../stamp.mjs';

/** The chat pattern of Socket.IO's tutorial: a text, acknowledged without a word, broadcast as it is. */
export const plain = {
  auth: () => '',
  join: ({ roomId }) => ['join', `"${roomId}"`],
  message: ({ roomId, body }) => ['chat message', `"${body}","${roomId}"`],
  failure: () => null,
  messagesIn: (_name, body) => [{ ageMs: ageMs(body) }],
};
