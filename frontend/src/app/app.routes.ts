import { type Routes, type UrlMatchResult, type UrlSegment } from '@angular/router';
import { onlySignedIn, onlySignedOut } from './auth/session-guards';

/** Public pages stand beside the shell; the session decides by guards who comes where. */
export const routes: Routes = [
  { path: 'sign-in', canActivate: [onlySignedOut], loadComponent: () => import('./auth/sign-in').then(({ SignIn }) => SignIn) },
  { path: 'invite/:code', loadComponent: () => import('./auth/invite-page').then(({ InvitePage }) => InvitePage) },
  { path: 'setup', loadComponent: () => import('./auth/setup/setup-page').then(({ SetupPage }) => SetupPage) },
  { path: 'reset/:code', loadComponent: () => import('./auth/reset-page').then(({ ResetPage }) => ResetPage) },
  {
    path: '',
    canActivate: [onlySignedIn],
    loadComponent: () => import('./shell/shell').then(({ Shell }) => Shell),
    children: [
      { path: '', pathMatch: 'full', loadComponent: () => import('./shell/no-room').then(({ NoRoom }) => NoRoom) },
      { path: 'settings', data: { title: $localize`:@@settings.title:Settings` }, loadComponent: () => import('./settings/settings').then(({ Settings }) => Settings) },
      { path: 'admin', data: { title: $localize`:@@admin.title:Administration` }, loadComponent: () => import('./admin/admin').then(({ Admin }) => Admin) },
      { path: 'search', data: { title: $localize`:@@search.title:Search` }, loadComponent: () => import('./search/search-page').then(({ SearchPage }) => SearchPage) },
      { matcher: roomAddress, canDeactivate: [mayLeave], loadComponent: () => import('./room/page/room-page').then(({ RoomPage }) => RoomPage) },
    ],
  },
  { path: '**', redirectTo: '' },
];

function mayLeave(page: { mayLeave: () => boolean }): boolean {
  return page.mayLeave();
}

/** `rooms/:slug`, and `rooms/:slug/:ordinal` for a place in its history: one page for both, which stays while one goes there. */
function roomAddress(segments: UrlSegment[]): UrlMatchResult | null {
  const [rooms, slug, ordinal] = segments;
  if (rooms?.path !== 'rooms' || slug === undefined || segments.length > 3) return null;
  return { consumed: segments, posParams: { slug, ...(ordinal !== undefined && { ordinal }) } };
}
