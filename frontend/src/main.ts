import { LOCALE_ID } from '@angular/core';
import { loadLanguage } from './app/i18n/load-language';

const language = await loadLanguage();

// Templates read their texts when they are loaded, so everything with a template comes after the translations.
const [{ bootstrapApplication }, { App }, { appConfig }] = await Promise.all([
  import('@angular/platform-browser'),
  import('./app/app'),
  import('./app/app.config'),
]);

await bootstrapApplication(App, {
  providers: [...appConfig.providers, { provide: LOCALE_ID, useValue: language }],
});
