import type { Bilingual } from '@unefois/domain/bilingual.ts'

/** What the service will take one day and refuses until then; each line goes when its subject comes. */
export const laterFlaws = {
  'kind-not-yet-accepted': {
    fr: 'Ce genre de déclaration n’est pas encore accepté ici. Veuillez vous adresser au Directeur de l’état civil.',
    en: 'This kind of declaration is not accepted here yet. Please contact the Directeur de l’état civil.',
  },
  'household-not-yet-accepted': {
    fr: 'Une déclaration ne peut viser qu’une seule personne pour le moment. Veuillez faire une déclaration par personne.',
    en: 'A declaration can concern only one person for now. Please file one declaration for each person.',
  },
  'structured-address-not-yet-accepted': {
    fr: 'Veuillez écrire l’adresse comme sur une enveloppe (champ « text »); les champs séparés ne sont pas encore acceptés.',
    en: 'Please write the address as on an envelope (field “text”); separate fields are not accepted yet.',
  },
  'partners-not-yet-accepted': {
    fr: 'La transmission à d’autres partenaires n’est pas encore offerte.',
    en: 'Passing the change on to other partners is not offered yet.',
  },
  'po-box-reason-not-yet-accepted': {
    fr: 'Le motif d’une case postale n’est pas encore accepté.',
    en: 'A reason for a post office box is not accepted yet.',
  },
  'confidential-address-not-yet-accepted': {
    fr: 'Une adresse confidentielle ne peut pas encore être protégée ici. Ne la déclarez pas par ce service.',
    en: 'A confidential address cannot be protected here yet. Do not declare it through this service.',
  },
} as const satisfies Record<string, Bilingual>
