/** What a page asks for beside its room when it has come back, see frontend/src/app/memberships. */
import { Agent, get } from 'node:http';
import { tokenOf } from '../servers/people.mjs';

const OPEN_AT_ONCE = 256;
const agent = new Agent({ maxSockets: OPEN_AT_ONCE });

/** `version`: of the person's feed, as known before. */
export function pageCommands({ version }) {
  return [
    ['me:sync', version === undefined ? '{}' : `{"since":${version}}`],
    ['directory:watch', '{"watching":true}'],
  ];
}

/** The first rooms of the list, of those the person is not in. */
export function readDirectory(port, user) {
  const { promise, resolve, reject } = Promise.withResolvers();
  const headers = { authorization: `Bearer ${tokenOf(user)}` };
  const request = get({ port, agent, headers, path: '/api/rooms?joined=false&limit=50' }, (response) => {
    response.on('error', reject).on('end', () => (response.statusCode === 200 ? resolve() : reject(new Error(`GET /api/rooms: ${response.statusCode}`)))).resume();
  });
  request.on('error', reject);
  return promise;
}
