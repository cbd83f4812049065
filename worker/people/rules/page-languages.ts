/** The languages that the public page can speak. What each says stands in `worker/status/rules/languages`. */
export const PAGE_LANGUAGES = ["en", "de", "fr", "es", "pt-BR", "ja", "zh", "ar"] as const;
export type PageLanguage = (typeof PAGE_LANGUAGES)[number];

/** As long as nobody has chosen. */
export const DEFAULT_PAGE_LANGUAGES: PageLanguage[] = ["en"];
