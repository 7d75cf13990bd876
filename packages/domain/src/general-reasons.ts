import type { Bilingual } from './bilingual.ts'

/** Reasons for not telling somebody that lie in the declaration, or in what a partner wishes, not in an agency's rules. */
export const generalReasons = {
  'consent-refused': {
    fr: 'Cette personne n’a pas consenti à ce que la déclaration soit faite pour elle.',
    en: 'This person did not agree to the declaration being made for them.',
  },
  'already-told': {
    fr: 'Cet organisme a déjà reçu, ou va recevoir, cette même déclaration.',
    en: 'This body has already received, or will receive, this same declaration.',
  },
  'not-subscribed': {
    fr: 'Ce partenaire ne souhaite pas recevoir ce genre de déclaration.',
    en: 'This partner does not wish to receive this kind of declaration.',
  },
  'outside-its-filter': {
    fr: 'L’adresse n’est pas sur le territoire pour lequel ce partenaire souhaite être informé.',
    en: 'The address is not in the area for which this partner wishes to be told.',
  },
} as const satisfies Readonly<Record<string, Bilingual>>
