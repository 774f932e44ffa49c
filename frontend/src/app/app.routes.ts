import type { Routes } from '@angular/router';
import { onlySignedIn, onlySignedOut } from './auth/session-guards';

/** Public pages stand beside the shell; the session decides by guards who comes where. */
export const routes: Routes = [
  { path: 'sign-in', canActivate: [onlySignedOut], loadComponent: () => import('./auth/sign-in').then(({ SignIn }) => SignIn) },
  {
    path: '',
    canActivate: [onlySignedIn],
    loadComponent: () => import('./shell/shell').then(({ Shell }) => Shell),
    children: [
      { path: '', pathMatch: 'full', loadComponent: () => import('./shell/no-room').then(({ NoRoom }) => NoRoom) },
      { path: 'rooms/:slug', loadComponent: () => import('./room/page/room-page').then(({ RoomPage }) => RoomPage) },
    ],
  },
  { path: '**', redirectTo: '' },
];
