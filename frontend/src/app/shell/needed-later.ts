/** Wanted only now and then, but without a connection as well: so they come as soon as there is time. */
const NEEDED_LATER = [
  () => import('./shell-dialogs'),
  () => import('../room-list/empty-list'),
  () => import('../room-list/read-all'),
  () => import('../connection/connection-announcer'),
  () => import('./left-messages-card'),
  () => import('../notifications/notifications'),
  () => import('../settings/settings'),
  () => import('../search/hit-bar'),
  () => import('../search/search-page'),
  () => import('../room/outbox/session-changed'),
];

export async function loadNeeded(): Promise<void> {
  await Promise.all(NEEDED_LATER.map((load) => load()));
}
