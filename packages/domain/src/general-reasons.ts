import type { Bilingual } from './bilingual.ts'

/** Reasons for not telling anybody that lie in the declaration, not in an agency's rules. */
export const generalReasons = {
  'consent-refused': {
    fr: 'Cette personne n’a pas consenti à ce que la déclaration soit faite pour elle.',
    en: 'This person did not agree to the declaration being made for them.',
  },
  'already-told': {
    fr: 'Cet organisme a déjà reçu, ou va recevoir, cette même déclaration.',
    en: 'This body has already received, or will receive, this same declaration.',
  },
} as const satisfies Readonly<Record<string, Bilingual>>
