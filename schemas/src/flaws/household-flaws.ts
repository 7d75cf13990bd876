import type { Bilingual } from '@unefois/domain/bilingual.ts'

/** What can be wrong with who declares, who moves along, who consents, and whom they name. */
export const householdFlaws = {
  'declarant-not-among-persons': {
    fr: 'Le déclarant doit être l’une des personnes de la déclaration (la première porte le numéro 0).',
    en: 'The declarant must be one of the persons of the declaration (the first is number 0).',
  },
  'person-twice': {
    fr: 'Cette personne figure déjà dans la déclaration.',
    en: 'This person is in the declaration already.',
  },
  'identifier-twice': {
    fr: 'Ce numéro est déjà celui d’une autre personne de la déclaration. Veuillez vérifier.',
    en: 'This number is already that of another person of the declaration. Please check.',
  },
  'consent-in-future': {
    fr: 'La date du consentement ne peut pas être dans l’avenir.',
    en: 'The date of consent cannot be in the future.',
  },
  'recipient-unknown': {
    fr: 'Nous ne connaissons aucun organisme ni partenaire de ce nom.',
    en: 'We know no agency or partner by this name.',
  },
  'partner-twice': {
    fr: 'Ce partenaire figure déjà dans la liste.',
    en: 'This partner is in the list already.',
  },
} as const satisfies Record<string, Bilingual>
