import { loadLanguage } from './app/i18n/load-language';

const language = await loadLanguage();

// Templates read their texts when they are loaded, so everything with a template comes after the translations.
const { start } = await import('./app/start');

await start(language);
