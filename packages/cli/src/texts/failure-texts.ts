import type { Bilingual } from '@unefois/domain/bilingual.ts'

/** Why a command could not do what it was asked. The part after the point is the code of `--json`. */
export const failureTexts = {
  'failure.answered': { fr: '{url} a répondu {status}', en: '{url} answered {status}' },
  'failure.disk': { fr: '{why}', en: '{why}' },
  'failure.file-not-json': { fr: '{file} n’est pas du JSON lisible', en: '{file} is not readable JSON' },
  'failure.given-twice': { fr: '--{option} est donné deux fois', en: '--{option} is given twice' },
  'failure.header-invalid': {
    fr: '--header attend « Nom: valeur »',
    en: '--header takes “Name: value”',
  },
  'failure.hint-help': { fr: 'Voir « unefois help ».', en: 'See “unefois help”.' },
  'failure.hint-role': {
    fr: 'Le jeton est celui d’un compte d’un autre rôle : opérateur pour exploiter, organisme pour ses propres points de réception.',
    en: 'The token is that of an account of another role: operator to operate, agency for its own endpoints.',
  },
  'failure.hint-token': {
    fr: 'Donnez un jeton par UNEFOIS_TOKEN ou --token.',
    en: 'Give a token by UNEFOIS_TOKEN or --token.',
  },
  'failure.interrupted': { fr: 'interrompu', en: 'interrupted' },
  'failure.list-empty': { fr: '{file} ne contient aucune municipalité', en: '{file} holds no municipality' },
  'failure.list-without-column': {
    fr: '{file} n’a pas de colonne « {column} » des municipalités',
    en: '{file} has no column for the {column} of municipalities',
  },
  'failure.no-command': { fr: 'aucune commande', en: 'no command' },
  'failure.not-a-choice': {
    fr: '--{option} ne peut être « {value} » ; choix : {choices}',
    en: '--{option} cannot be “{value}”; choices: {choices}',
  },
  'failure.not-a-choice-of-operand': {
    fr: '{operand} ne peut être « {value} » ; choix : {choices}',
    en: '{operand} cannot be “{value}”; choices: {choices}',
  },
  'failure.not-a-cursor': { fr: '« {value} » n’est pas un curseur', en: '“{value}” is no cursor' },
  'failure.not-a-number': {
    fr: '--{option} attend un nombre entier de {min} à {max}, pas « {value} »',
    en: '--{option} takes a whole number from {min} to {max}, not “{value}”',
  },
  'failure.not-a-token': {
    fr: '{name} contient des caractères qu’un jeton n’a pas',
    en: '{name} holds characters that no token has',
  },
  'failure.not-a-url': {
    fr: '{name} doit être une adresse http:// ou https://',
    en: '{name} must be an address with http:// or https://',
  },
  'failure.not-an-instant': {
    fr: '--{option} attend AAAA-MM-JJ, un instant ISO 8601 avec son décalage, ou 45min, 2h, 3d ; pas « {value} »',
    en: '--{option} takes YYYY-MM-DD, an ISO 8601 instant with its offset, or 45min, 2h, 3d; not “{value}”',
  },
  'failure.not-understood': {
    fr: 'ce qui répond à {url}{path} ({status}) ne parle pas comme Une fois, ou est d’une autre version',
    en: 'what answers at {url}{path} ({status}) does not speak as Une fois does, or is of another version',
  },
  'failure.operand-missing': {
    fr: '« {command} » attend {operand}',
    en: '“{command}” needs {operand}',
  },
  'failure.option-of-another': {
    fr: '« {command} » ne prend pas --{option}',
    en: '“{command}” does not take --{option}',
  },
  'failure.period-missing': { fr: '--from et --to sont requis', en: '--from and --to are needed' },
  'failure.option-needed': { fr: '--{option} est requis', en: '--{option} is needed' },
  'failure.reason-missing': {
    fr: '--reason est requis : il est conservé avec la décision',
    en: '--reason is needed: it is kept with the decision',
  },
  'failure.replay-without-filter': {
    fr: 'donnez des ID ou un filtre ; --state parked prend tout ce qui attend un opérateur',
    en: 'give IDs or a filter; --state parked takes everything that waits for an operator',
  },
  'failure.replay-ids-and-filter': {
    fr: 'donnez des ID ou un filtre, pas les deux',
    en: 'give IDs or a filter, not both',
  },
  'failure.takes-no-value': { fr: '--{option} ne prend pas de valeur', en: '--{option} takes no value' },
  'failure.unknown-command': { fr: 'commande inconnue : {command}', en: 'unknown command: {command}' },
  'failure.unknown-command-near': {
    fr: 'commande inconnue : {command} ; vouliez-vous dire « {near} » ?',
    en: 'unknown command: {command}; did you mean “{near}”?',
  },
  'failure.unknown-option': { fr: 'option inconnue : --{option}', en: 'unknown option: --{option}' },
  'failure.unknown-option-near': {
    fr: 'option inconnue : --{option} ; vouliez-vous dire « --{near} » ?',
    en: 'unknown option: --{option}; did you mean “--{near}”?',
  },
  'failure.unreachable': {
    fr: 'rien ne répond à {url} ({why}) ; est-ce démarré, et UNEFOIS_URL juste ?',
    en: 'nothing answers at {url} ({why}); is it started, and UNEFOIS_URL right?',
  },
  'failure.value-missing': { fr: '--{option} attend {value}', en: '--{option} needs {value}' },
  'failure.word-too-many': {
    fr: '« {command} » ne sait que faire de « {word} »',
    en: '“{command}” does not know what to do with “{word}”',
  },
  'failure.yes-needed': {
    fr: 'personne n’est là pour confirmer : regardez d’abord --dry-run, puis ajoutez --yes',
    en: 'nobody is here to confirm: look at --dry-run first, then add --yes',
  },
} as const satisfies Record<string, Bilingual>
