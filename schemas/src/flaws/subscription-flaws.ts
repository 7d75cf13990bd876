import type { Bilingual } from '@unefois/domain/bilingual.ts'

/** What can be wrong with what a partner wishes to hear. */
export const subscriptionFlaws = {
  'kind-not-heard': {
    fr: 'L’entente de ce partenaire ne prévoit pas ce genre de déclaration.',
    en: 'The agreement of this partner does not provide for this kind of declaration.',
  },
  'attribute-outside-agreement': {
    fr: 'L’entente de ce partenaire ne prévoit pas ce renseignement pour ces genres de déclarations.',
    en: 'The agreement of this partner does not provide for this information for these kinds of declarations.',
  },
  'attributes-required': {
    fr: 'Il manque à cette liste un renseignement sans lequel rien ne peut être transmis.',
    en: 'This list lacks information without which nothing can be passed on.',
  },
  'province-format': {
    fr: 'Une province s’écrit en deux lettres majuscules. Exemple : QC.',
    en: 'A province is written as two capital letters. Example: QC.',
  },
  'subscriptions-too-many': {
    fr: 'Ce partenaire a déjà cent abonnements. Veuillez en retirer un.',
    en: 'This partner has a hundred subscriptions already. Please remove one.',
  },
} as const satisfies Record<string, Bilingual>
