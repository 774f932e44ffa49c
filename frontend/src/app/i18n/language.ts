import { recall, remember } from '../local/local-storage';

export type Language = 'en' | 'pl';

/** Every language by its own name, which is never translated. */
export const LANGUAGES: readonly { code: Language; name: string }[] = [
  { code: 'en', name: 'English' },
  { code: 'pl', name: 'Polski' },
];

export function chosenLanguage(): Language {
  const chosen = recall('language') ?? navigator.language;
  return chosen.startsWith('pl') ? 'pl' : 'en';
}

/** Texts are read once, at the start, so another language begins with a new start. */
export function switchLanguage(language: Language): void {
  remember('language', language);
  location.reload();
}

/** The browser's own locale where it speaks the page's language, for its region's way to write dates. */
export function formatLocale(): string {
  const language = document.documentElement.lang || 'en';
  return navigator.language.startsWith(language) ? navigator.language : language;
}
