import { Injectable, afterNextRender } from '@angular/core';
import { loadUntilHere } from '../../ui/load-until-here';
import { whenIdle } from '../../ui/when-idle';

/** What a room shows beside its messages, and what can be done with them. */
const PARTS = [
  () => import('../timeline/message-actions'),
  () => import('../timeline/message-announcer'),
  () => import('../../connection/connection-status'),
  () => import('../loudness/bell-button'),
  () => import('../people/room-drawer'),
  () => import('../people/thread-card'),
  () => import('../people/blocked-bar'),
  () => import('../timeline/notice-row'),
  () => import('../timeline/reaction-bar'),
  () => import('../timeline/unread-bar'),
  () => import('./join-bar'),
  () => import('./room-problem'),
];

/** They come right after the messages, and what is wanted only now and then when there is time. */
@Injectable({ providedIn: 'root' })
export class LazyParts {
  readonly here = loadUntilHere(() => Promise.all(PARTS.map((load) => load())));
  readonly later = loadUntilHere(
    () => import('./needed-later').then(({ loadNeeded }) => loadNeeded()),
    (load) => afterNextRender(() => whenIdle(load)),
  );
}
