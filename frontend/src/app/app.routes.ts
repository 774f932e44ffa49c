import type { Routes } from '@angular/router';

export const routes: Routes = [
  {
    path: '',
    loadComponent: () => import('./shell/shell').then(({ Shell }) => Shell),
    children: [
      { path: '', pathMatch: 'full', loadComponent: () => import('./shell/no-room').then(({ NoRoom }) => NoRoom) },
      { path: 'rooms/:slug', loadComponent: () => import('./room/page/room-page').then(({ RoomPage }) => RoomPage) },
    ],
  },
  { path: '**', redirectTo: '' },
];
