/** A sentence in both languages of the service; French is the default (Charte de la langue française). */
export type Language = 'fr' | 'en'
export type Bilingual = { readonly fr: string; readonly en: string }
