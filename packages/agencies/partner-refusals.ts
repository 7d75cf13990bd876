/** Why a partner is not told of a move, whatever else its rules say. */
export const partnerRefusals = {
  'not-requested': {
    fr: 'Le déclarant n’a pas demandé que ce partenaire soit informé.',
    en: 'The declarant has not asked that this partner be told.',
  },
  'confidential-address': {
    fr: 'L’adresse de cette personne est confidentielle : elle n’est transmise à aucun partenaire.',
    en: 'This person’s address is confidential: it is passed on to no partner.',
  },
} as const
