import { LOCALE_ID, type ApplicationRef } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { App } from './app';
import { appConfig } from './app.config';

/** All that has a template, in one file with what draws it: each file more is a way to the server and back before the first word. */
export function start(language: string): Promise<ApplicationRef> {
  return bootstrapApplication(App, { providers: [...appConfig.providers, { provide: LOCALE_ID, useValue: language }] });
}
