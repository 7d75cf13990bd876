import type { Bilingual } from '@unefois/domain/bilingual.ts'

/** What can be wrong with, or doubtful about, an address. */
export const addressFlaws = {
  'address-empty': { fr: 'Veuillez indiquer l’adresse.', en: 'Please give the address.' },
  'address-too-many-lines': {
    fr: 'L’adresse ne peut pas dépasser dix lignes.',
    en: 'The address cannot have more than ten lines.',
  },
  'postal-code-missing': {
    fr: 'Nous ne trouvons pas de code postal dans cette adresse. Exemple : G1L 3K4. Pour une adresse hors du Canada, veuillez remplir les champs séparés.',
    en: 'We cannot find a postal code in this address. Example: G1L 3K4. For an address outside Canada, please fill in the separate fields.',
  },
  'postal-code-impossible': {
    fr: 'Ce code postal n’existe pas. Veuillez le vérifier.',
    en: 'This postal code does not exist. Please check it.',
  },
  'postal-code-not-real': {
    fr: 'Ce code postal n’est celui d’aucune adresse réelle.',
    en: 'This postal code belongs to no real address.',
  },
  'postal-code-ambiguous': {
    fr: 'Cette adresse contient plusieurs codes postaux. Veuillez n’en garder qu’un.',
    en: 'This address contains several postal codes. Please keep only one.',
  },
  'postal-code-federal-offices': {
    fr: 'Ce code postal est celui de bureaux du gouvernement fédéral. Est-ce bien l’adresse voulue?',
    en: 'This postal code belongs to federal government offices. Is this the address you mean?',
  },
  'same-address': {
    fr: 'L’ancienne et la nouvelle adresse sont identiques. Veuillez vérifier.',
    en: 'The old and new addresses are the same. Please check.',
  },
  'address-given-twice': {
    fr: 'Veuillez donner l’adresse soit en texte, soit en champs séparés, mais pas les deux.',
    en: 'Please give the address either as text or in separate fields, not both.',
  },
  'address-incomplete': {
    fr: 'Il manque la rue, la case postale ou la route rurale.',
    en: 'The street, the post office box or the rural route is missing.',
  },
  'province-unknown': {
    fr: 'Cette province n’existe pas. Veuillez utiliser son code à deux lettres. Exemple : QC.',
    en: 'This province does not exist. Please use its two-letter code. Example: QC.',
  },
  'country-unknown': {
    fr: 'Ce pays n’est pas reconnu. Veuillez utiliser son code à deux lettres. Exemple : CA.',
    en: 'This country is not recognized. Please use its two-letter code. Example: CA.',
  },
  'civic-number-missing': {
    fr: 'Cette adresse n’a pas de numéro. Est-elle complète?',
    en: 'This address has no building number. Is it complete?',
  },
} as const satisfies Record<string, Bilingual>
