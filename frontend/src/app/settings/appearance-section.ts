import { Component, inject } from '@angular/core';
import { LANGUAGES, type Language, switchLanguage } from '../i18n/language';
import { recallInTab, rememberInTab } from '../local/local-storage';
import { Appearance, type Density, type TextSize, type Theme } from '../ui/appearance';
import { Undo } from './undo';

/** In this tab: which language was spoken before, so that also the new one can be taken back. */
const LANGUAGE_BEFORE = 'language.before';

interface Choice<T> {
  value: T;
  name: string;
}

@Component({
  selector: 'wt-appearance-section',
  templateUrl: './appearance-section.html',
  styleUrls: ['./section.css', './appearance-section.css'],
})
export class AppearanceSection {
  readonly #undo = inject(Undo);
  protected readonly looks = inject(Appearance);
  protected readonly languages = LANGUAGES;
  protected readonly language = document.documentElement.lang;
  protected readonly themes: readonly Choice<Theme>[] = [
    { value: 'system', name: $localize`:@@theme.system:System` },
    { value: 'light', name: $localize`:@@theme.light:Light` },
    { value: 'dark', name: $localize`:@@theme.dark:Dark` },
  ];
  protected readonly densities: readonly Choice<Density>[] = [
    { value: 'comfortable', name: $localize`:@@density.comfortable:Comfortable` },
    { value: 'compact', name: $localize`:@@density.compact:Compact` },
  ];
  protected readonly sizes: readonly Choice<TextSize>[] = [
    { value: '1', name: $localize`:@@textSize.1:Small` },
    { value: '2', name: $localize`:@@textSize.2:Normal` },
    { value: '3', name: $localize`:@@textSize.3:Larger` },
    { value: '4', name: $localize`:@@textSize.4:Large` },
    { value: '5', name: $localize`:@@textSize.5:Largest` },
  ];

  constructor() {
    const before = LANGUAGES.find(({ code }) => code === recallInTab(LANGUAGE_BEFORE));
    rememberInTab(LANGUAGE_BEFORE, '');
    if (before !== undefined && before.code !== this.language) this.#undo.offer($localize`:@@settings.languageChanged:The page speaks English now.`, () => this.speak(before.code));
  }

  protected theme({ value, name }: Choice<Theme>): void {
    this.#undo.choose(this.looks.theme, value, $localize`:@@settings.themeChanged:Theme: ${name}:name:.`);
  }

  protected density({ value, name }: Choice<Density>): void {
    this.#undo.choose(this.looks.density, value, $localize`:@@settings.densityChanged:Spacing: ${name}:name:.`);
  }

  protected textSize({ value, name }: Choice<TextSize>): void {
    this.#undo.choose(this.looks.textSize, value, $localize`:@@settings.textSizeChanged:Size of text: ${name}:name:.`);
  }

  protected speak(language: Language): void {
    if (language === this.language) return;
    rememberInTab(LANGUAGE_BEFORE, this.language);
    switchLanguage(language);
  }
}
