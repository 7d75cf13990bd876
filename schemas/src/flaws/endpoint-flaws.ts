import type { Bilingual } from '@unefois/domain/bilingual.ts'

/** What can be wrong with where an agency wants to receive. */
export const endpointFlaws = {
  'url-unreadable': {
    fr: 'Une adresse complète est attendue ici. Exemple : https://organisme.exemple/une-fois.',
    en: 'A whole address is expected here. Example: https://agency.example/une-fois.',
  },
  'url-scheme': {
    fr: 'L’adresse doit commencer par https://.',
    en: 'The address must begin with https://.',
  },
  'url-not-encrypted': {
    fr: 'Cette adresse doit commencer par https:// : rien n’est envoyé en clair.',
    en: 'This address must begin with https://: nothing is sent in clear.',
  },
  'url-credentials': {
    fr: 'L’adresse ne doit contenir ni nom d’utilisateur ni mot de passe.',
    en: 'The address must hold neither a user name nor a password.',
  },
  'url-not-allowed': {
    fr: 'Cette adresse mène à un réseau où rien ne peut être envoyé.',
    en: 'This address leads to a network to which nothing may be sent.',
  },
  'header-name': {
    fr: 'Ce nom d’en-tête n’est pas valide.',
    en: 'This header name is not valid.',
  },
  'header-reserved': {
    fr: 'Cet en-tête est réservé : nous le fixons nous-mêmes, ou il appartient à HTTP.',
    en: 'This header is reserved: we set it ourselves, or it belongs to HTTP.',
  },
  'header-twice': {
    fr: 'Cet en-tête figure déjà dans la liste.',
    en: 'This header is in the list already.',
  },
  'header-value': {
    fr: 'La valeur d’un en-tête s’écrit en ASCII, sur une ligne, sans espace au début ni à la fin.',
    en: 'The value of a header is written in ASCII, on one line, without spaces at either end.',
  },
  'headers-too-many': {
    fr: 'Ces en-têtes sont trop nombreux ou trop longs : 20 au plus, 8192 caractères en tout.',
    en: 'These headers are too many or too long: 20 at most, 8,192 characters together.',
  },
  'tls-authority': {
    fr: 'Un ou plusieurs certificats au format PEM sont attendus ici.',
    en: 'One or more certificates in PEM are expected here.',
  },
  'tls-client-certificate': {
    fr: 'Un certificat au format PEM est attendu ici.',
    en: 'A certificate in PEM is expected here.',
  },
  'tls-client-key': {
    fr: 'La clé privée de ce certificat est attendue ici, au format PEM, sans mot de passe.',
    en: 'The private key of this certificate is expected here, in PEM, without a passphrase.',
  },
  'network-unreadable': {
    fr: 'Un réseau est attendu ici. Exemple : 10.20.0.0/16.',
    en: 'A network is expected here. Example: 10.20.0.0/16.',
  },
  'endpoints-too-many': {
    fr: 'Cet organisme a déjà vingt points de réception. Veuillez en retirer un.',
    en: 'This body has twenty endpoints already. Please remove one.',
  },
} as const satisfies Record<string, Bilingual>
