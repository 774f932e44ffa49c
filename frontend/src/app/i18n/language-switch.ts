import { Component } from '@angular/core';
import { LANGUAGES, type Language, switchLanguage } from './language';

@Component({
  selector: 'wt-language-switch',
  template: `
    <div role="group" class="segments" aria-label="Language" i18n-aria-label="@@language.label">
      @for (language of languages; track language.code) {
        <button type="button" [attr.lang]="language.code" [attr.aria-pressed]="language.code === current" (click)="choose(language.code)">
          {{ language.name }}
        </button>
      }
    </div>
  `,
})
export class LanguageSwitch {
  protected readonly languages = LANGUAGES;
  protected readonly current = document.documentElement.lang;

  protected choose(language: Language): void {
    if (language !== this.current) switchLanguage(language);
  }
}
