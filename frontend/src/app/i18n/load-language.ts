import { loadTranslations } from '@angular/localize';
import { chosenLanguage, type Language } from './language';

interface Translations {
  translations: Record<string, string>;
}

/** Makes the chosen language the page's; English, the source, when its texts cannot be had. */
export async function loadLanguage(): Promise<Language> {
  const language = chosenLanguage();
  const spoken = language === 'en' || (await load(language)) ? language : 'en';
  document.documentElement.lang = spoken;
  return spoken;
}

async function load(language: Language): Promise<boolean> {
  try {
    const [texts] = await Promise.all([fetchTranslations(language), loadPlurals()]);
    loadTranslations(texts);
    return true;
  } catch (error) {
    console.error(error);
    return false;
  }
}

async function fetchTranslations(language: Language): Promise<Record<string, string>> {
  const response = await fetch(`i18n/${language}.json`);
  return ((await response.json()) as Translations).translations;
}

async function loadPlurals(): Promise<void> {
  const [{ registerLocaleData }, { default: pl }] = await Promise.all([
    import('@angular/common'),
    import('@angular/common/locales/pl'),
  ]);
  registerLocaleData(pl);
}
