import { loadLinkifier } from '../text/linkifier';

/** Wanted only now and then, but without a connection as well: so they come as soon as there is time. */
const NEEDED_LATER = [
  () => loadLinkifier(),
  () => import('../composer/completion/completion'),
  () => import('../composer/slash-commands'),
  () => import('../composer/command-notice'),
  () => import('../text/code-block'),
  () => import('../../ui/clipboard'),
  () => import('./room-dialogs'),
  () => import('../thread/thread-pane'),
  () => import('../pins/pins-pane'),
  () => import('../composer/draft-sync'),
  () => import('../loudness/loudness-menu'),
];

export async function loadNeeded(): Promise<void> {
  await Promise.all(NEEDED_LATER.map((load) => load()));
}
