import { type ApplicationConfig, inject, provideBrowserGlobalErrorListeners } from '@angular/core';
import { provideRouter, withComponentInputBinding, withNavigationErrorHandler, withRouterConfig } from '@angular/router';
import { routes } from './app.routes';
import { VersionCheck } from './shell/version-check';

export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    provideRouter(
      routes,
      withComponentInputBinding(),
      // A Back that was refused leaves the history as it was.
      withRouterConfig({ canceledNavigationResolution: 'computed' }),
      withNavigationErrorHandler((error) => void inject(VersionCheck).failed(error)),
    ),
  ],
};
