import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Names in index.html what the page cannot begin without, so that the browser asks for all of it at once instead of
 * finding one after the other; and what a room needs besides, for `early.js` to ask for where the address is a room's.
 */
export function preload(path, { always, inRooms }) {
  const html = readFileSync(path, 'utf8');
  const links = always.filter((file) => !html.includes(`"${file}"`)).map((file) => `<link rel="modulepreload" href="${file}">`);
  const named = html.replace('<script src="early.js"', `<script src="early.js" data-room-modules="${inRooms.join(' ')}"`);
  if (named === html) throw new Error('index.html has no early.js');
  writeFileSync(path, named.replace('</head>', `${links.join('')}</head>`));
}
