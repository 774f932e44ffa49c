import { Injectable, effect } from '@angular/core';
import { chosenLanguage } from '../i18n/language';
import { Preference, oneOf } from '../local/preference';

export type Theme = 'system' | 'light' | 'dark';
export type Density = 'comfortable' | 'compact';
export type TextSize = '1' | '2' | '3' | '4' | '5';

/** How the page looks in this browser. `early.js` does the same before the first paint. */
@Injectable({ providedIn: 'root' })
export class Appearance {
  readonly theme = new Preference('theme', oneOf<Theme>('system', 'light', 'dark'));
  readonly density = new Preference('density', oneOf<Density>('comfortable', 'compact'));
  readonly textSize = new Preference('text', oneOf<TextSize>('2', '1', '3', '4', '5'));

  /** Texts are read at the start: a tab that hears of another language begins anew. What was being written it keeps. */
  readonly #language = new Preference('language', { read: chosenLanguage, write: String });

  constructor() {
    const root = document.documentElement.dataset;
    effect(() => {
      root['theme'] = this.theme.value();
      root['density'] = this.density.value();
      root['text'] = this.textSize.value();
    });
    const spoken = this.#language.value();
    effect(() => {
      if (this.#language.value() !== spoken) location.reload();
    });
  }
}
