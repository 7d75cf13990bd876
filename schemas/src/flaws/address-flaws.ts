import type { Bilingual } from '@unefois/domain/bilingual.ts'
import type { AddressReason } from '@unefois/quebec/address/address-reasons.ts'
import type { AddressFlaw, AddressWarning } from '@unefois/quebec/read-address.ts'

/** What to ask of an address that is not certain; a declarant who sees that it is right confirms it. */
const reasons = {
  'civic-number-missing': {
    fr: 'Nous ne trouvons pas de numéro devant le nom de la rue. Veuillez l’ajouter, ou confirmer que l’adresse n’en a pas.',
    en: 'We cannot find a number before the street name. Please add it, or confirm that the address has none.',
  },
  'civic-number-unclear': {
    fr: 'Nous ne savons pas lequel des nombres est le numéro de l’immeuble. Veuillez vérifier le numéro et l’appartement.',
    en: 'We cannot tell which number is the building’s. Please check the number and the apartment.',
  },
  'street-missing': {
    fr: 'Nous ne trouvons pas de rue. Veuillez ajouter son nom.',
    en: 'We cannot find a street. Please add its name.',
  },
  'street-type-missing': {
    fr: 'Est-ce une rue, une avenue, un boulevard? Veuillez l’écrire devant le nom.',
    en: 'Is it a street, an avenue, a boulevard? Please write it with the name.',
  },
  'street-unclear': {
    fr: 'Nous ne sommes pas certains d’avoir bien lu le nom de la rue. Veuillez le vérifier.',
    en: 'We are not sure that we read the street name correctly. Please check it.',
  },
  'unit-unclear': {
    fr: 'Nous ne sommes pas certains d’avoir bien lu l’appartement ou le bureau. Exemple : app. 4.',
    en: 'We are not sure that we read the apartment or suite correctly. Example: apt 4.',
  },
  'several-units': {
    fr: 'Nous trouvons plusieurs appartements ou bureaux. Veuillez n’en garder qu’un.',
    en: 'We find several apartments or suites. Please keep only one.',
  },
  'municipality-missing': {
    fr: 'Nous ne trouvons pas de municipalité. Veuillez ajouter son nom.',
    en: 'We cannot find a municipality. Please add its name.',
  },
  'municipality-unclear': {
    fr: 'Nous ne sommes pas certains de la municipalité. Veuillez vérifier son nom et l’écrire après une virgule.',
    en: 'We are not sure of the municipality. Please check its name and write it after a comma.',
  },
  'municipality-contradiction': {
    fr: 'Ce code postal est celui d’une autre municipalité. Veuillez vérifier les deux.',
    en: 'This postal code belongs to another municipality. Please check both.',
  },
  'postal-code-missing': {
    fr: 'Nous ne trouvons pas de code postal dans cette adresse. Exemple : G1L 3K4. Hors du Canada, veuillez ajouter le nom du pays.',
    en: 'We cannot find a postal code in this address. Example: G1L 3K4. Outside Canada, please add the name of the country.',
  },
  'postal-code-impossible': {
    fr: 'Ce code postal n’existe pas. Veuillez le vérifier.',
    en: 'This postal code does not exist. Please check it.',
  },
  'postal-code-not-real': {
    fr: 'Ce code postal n’est celui d’aucune adresse réelle. Veuillez le vérifier.',
    en: 'This postal code belongs to no real address. Please check it.',
  },
  'postal-code-ambiguous': {
    fr: 'Cette adresse contient plusieurs codes postaux. Veuillez n’en garder qu’un.',
    en: 'This address contains several postal codes. Please keep only one.',
  },
  'province-contradiction': {
    fr: 'Ce code postal est celui d’une autre province. Veuillez vérifier les deux.',
    en: 'This postal code belongs to another province. Please check both.',
  },
  'province-missing': {
    fr: 'Nous ne trouvons pas de province. Exemple : QC.',
    en: 'We cannot find a province. Example: QC.',
  },
  'country-missing': {
    fr: 'Cette adresse semble être hors du Canada. Veuillez ajouter le nom du pays.',
    en: 'This address seems to be outside Canada. Please add the name of the country.',
  },
  'country-contradiction': {
    fr: 'Ce code postal n’est pas de ce pays. Veuillez vérifier les deux.',
    en: 'This postal code is not of this country. Please check both.',
  },
  'part-not-understood': {
    fr: 'Nous n’avons pas compris une partie de cette adresse. Veuillez la vérifier.',
    en: 'We did not understand part of this address. Please check it.',
  },
} as const satisfies Record<AddressReason, Bilingual>

/** Why an address is refused, whatever the declarant confirms. */
const refusals = {
  'address-empty': { fr: 'Veuillez indiquer l’adresse.', en: 'Please give the address.' },
  'address-too-long': {
    fr: 'Cette adresse est trop longue. Veuillez la raccourcir.',
    en: 'This address is too long. Please shorten it.',
  },
  'address-too-many-lines': {
    fr: 'L’adresse ne peut pas dépasser dix lignes.',
    en: 'The address cannot have more than ten lines.',
  },
  'address-not-understood': {
    fr: 'Nous ne trouvons ici ni rue, ni case postale, ni municipalité. Veuillez écrire l’adresse complète. Exemple : 87, 1re Avenue, Québec QC G1L 3K4.',
    en: 'We find neither a street, nor a post office box, nor a municipality here. Please write the whole address. Example: 87 1re Avenue, Québec QC G1L 3K4.',
  },
  'country-unknown': {
    fr: 'Ce pays n’est pas reconnu. Veuillez utiliser son nom ou son code à deux lettres. Exemple : CA.',
    en: 'This country is not recognized. Please use its name or its two-letter code. Example: CA.',
  },
  'address-given-twice': {
    fr: 'Veuillez donner l’adresse soit en texte, soit en champs séparés, mais pas les deux.',
    en: 'Please give the address either as text or in separate fields, not both.',
  },
} as const satisfies Record<AddressFlaw | 'address-given-twice', Bilingual>

const warnings = {
  'postal-code-federal-offices': {
    fr: 'Ce code postal est celui de bureaux du gouvernement fédéral. Est-ce bien l’adresse voulue?',
    en: 'This postal code belongs to federal government offices. Is this the address you mean?',
  },
  'same-address': {
    fr: 'L’ancienne et la nouvelle adresse sont identiques. Veuillez vérifier.',
    en: 'The old and new addresses are the same. Please check.',
  },
} as const satisfies Record<AddressWarning | 'same-address', Bilingual>

/** What can be wrong with, or doubtful about, an address: what to ask, what is refused, what is only remarked. */
export const addressFlaws = { ...reasons, ...refusals, ...warnings } as const
