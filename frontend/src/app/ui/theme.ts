import { Injectable, signal } from '@angular/core';
import { forget, recall, remember } from '../local/local-storage';

export type Theme = 'system' | 'light' | 'dark';

@Injectable({ providedIn: 'root' })
export class ThemeChoice {
  readonly #theme = signal<Theme>(remembered());
  readonly theme = this.#theme.asReadonly();

  choose(theme: Theme): void {
    this.#theme.set(theme);
    if (theme === 'system') {
      forget('theme');
      delete document.documentElement.dataset['theme'];
    } else {
      remember('theme', theme);
      document.documentElement.dataset['theme'] = theme;
    }
  }
}

function remembered(): Theme {
  const theme = recall('theme');
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}
