import type { Bilingual } from '@unefois/domain/bilingual.ts'
import { addressFlaws } from './flaws/address-flaws.ts'
import { civilStatusFlaws } from './flaws/civil-status-flaws.ts'
import { endpointFlaws } from './flaws/endpoint-flaws.ts'
import { householdFlaws } from './flaws/household-flaws.ts'
import { subscriptionFlaws } from './flaws/subscription-flaws.ts'

/**
 * Every code that a flaw or a warning about input can carry, with the sentence people read. Closed: codes are
 * only added. French first; the sentence says what to do, and names nothing of how the service is made.
 */
export const flawCatalogue = {
  // shape
  required: {
    fr: 'Ce renseignement est obligatoire.',
    en: 'This information is required.',
  },
  'unknown-field': {
    fr: 'Ce champ n’est pas prévu dans cette déclaration. Veuillez le retirer.',
    en: 'This field is not part of this declaration. Please remove it.',
  },
  'expected-text': { fr: 'Un texte est attendu ici.', en: 'Text is expected here.' },
  'expected-number': { fr: 'Un nombre entier est attendu ici.', en: 'A whole number is expected here.' },
  'expected-yes-no': {
    fr: 'Une réponse par oui ou par non est attendue ici (true ou false).',
    en: 'A yes or no answer is expected here (true or false).',
  },
  'expected-list': { fr: 'Une liste est attendue ici.', en: 'A list is expected here.' },
  'expected-object': {
    fr: 'Un groupe de renseignements est attendu ici.',
    en: 'A group of fields is expected here.',
  },
  'not-a-choice': {
    fr: 'Cette valeur ne fait pas partie des choix possibles.',
    en: 'This value is not one of the possible choices.',
  },
  invalid: { fr: 'Cette valeur n’est pas valide.', en: 'This value is not valid.' },

  // text
  empty: { fr: 'Ce renseignement ne peut pas être vide.', en: 'This information cannot be empty.' },
  'too-long': {
    fr: 'Ce texte est trop long. Veuillez le raccourcir.',
    en: 'This text is too long. Please shorten it.',
  },
  'too-short': { fr: 'Ce texte est trop court.', en: 'This text is too short.' },
  'too-many': {
    fr: 'Il y a trop d’éléments dans cette liste.',
    en: 'There are too many items in this list.',
  },
  'too-few': { fr: 'Il manque des éléments à cette liste.', en: 'This list needs more items.' },
  'out-of-range': {
    fr: 'Ce nombre est hors des limites permises.',
    en: 'This number is outside the allowed limits.',
  },
  'unreadable-characters': {
    fr: 'Ce texte contient des caractères qui ne s’affichent pas. Veuillez le saisir de nouveau.',
    en: 'This text contains characters that cannot be displayed. Please type it again.',
  },
  'name-without-letter': {
    fr: 'Un nom doit contenir au moins une lettre.',
    en: 'A name must contain at least one letter.',
  },

  // lists
  'cursor-unknown': {
    fr: 'Ce repère de lecture ne vient pas de cette liste. Veuillez recommencer depuis le début.',
    en: 'This cursor does not come from this list. Please start from the beginning.',
  },

  // days and instants
  'date-invalid': {
    fr: 'Cette date n’existe pas ou n’est pas écrite sous la forme AAAA-MM-JJ.',
    en: 'This date does not exist or is not written as YYYY-MM-DD.',
  },
  'instant-invalid': {
    fr: 'Cette date et cette heure ne sont pas valides. Exemple : 2026-06-20T14:03:00-04:00.',
    en: 'This date and time are not valid. Example: 2026-06-20T14:03:00-04:00.',
  },
  'time-invalid': {
    fr: 'L’heure s’écrit HH:MM, sur 24 heures. Exemple : 04:12.',
    en: 'The time is written HH:MM, on 24 hours. Example: 04:12.',
  },
  'birth-date-in-future': {
    fr: 'La date de naissance ne peut pas être dans l’avenir.',
    en: 'The date of birth cannot be in the future.',
  },
  'birth-date-too-early': {
    fr: 'La date de naissance est trop ancienne. Veuillez vérifier l’année.',
    en: 'The date of birth is too long ago. Please check the year.',
  },
  'effective-date-too-early': {
    fr: 'La date du changement ne peut pas remonter à plus d’un an.',
    en: 'The date of the change cannot be more than one year ago.',
  },
  'effective-date-too-late': {
    fr: 'La date du changement ne peut pas dépasser trois mois à partir d’aujourd’hui.',
    en: 'The date of the change cannot be more than three months from today.',
  },

  // identifiers
  'nas-format': {
    fr: 'Le numéro d’assurance sociale compte neuf chiffres.',
    en: 'The social insurance number has nine digits.',
  },
  'nas-check-digit': {
    fr: 'Ce numéro d’assurance sociale n’est pas valide. Veuillez vérifier chaque chiffre.',
    en: 'This social insurance number is not valid. Please check each digit.',
  },
  'nas-unassigned': {
    fr: 'Ce numéro d’assurance sociale n’est attribué à personne.',
    en: 'This social insurance number is not assigned to anyone.',
  },
  'nam-format': {
    fr: 'Le numéro d’assurance maladie compte quatre lettres suivies de huit chiffres, sans accent.',
    en: 'The health insurance number has four letters followed by eight digits, without accents.',
  },
  'nam-check-digit': {
    fr: 'Le dernier chiffre du numéro d’assurance maladie semble inexact. Veuillez le comparer à la carte.',
    en: 'The last digit of the health insurance number seems wrong. Please compare it with the card.',
  },
  'nam-name': {
    fr: 'Les lettres du numéro d’assurance maladie ne correspondent pas au nom indiqué.',
    en: 'The letters of the health insurance number do not match the name given.',
  },
  'nam-birth-date': {
    fr: 'Le numéro d’assurance maladie ne correspond pas à la date de naissance ou au sexe indiqués.',
    en: 'The health insurance number does not match the date of birth or the sex given.',
  },
  'permis-format': {
    fr: 'Le numéro de permis de conduire compte une lettre suivie de douze chiffres.',
    en: 'The driver’s licence number has one letter followed by twelve digits.',
  },
  'permis-birth-date': {
    fr: 'Le numéro de permis de conduire ne correspond pas à la date de naissance indiquée.',
    en: 'The driver’s licence number does not match the date of birth given.',
  },
  'file-number-format': {
    fr: 'Un numéro de dossier compte de 1 à 40 lettres, chiffres, espaces ou traits d’union.',
    en: 'A file number has 1 to 40 letters, digits, spaces or hyphens.',
  },
  'agency-unknown': {
    fr: 'Cet organisme n’est pas désigné correctement.',
    en: 'This agency is not named correctly.',
  },

  // contact
  'email-format': {
    fr: 'Cette adresse de courriel n’est pas valide. Exemple : nom@exemple.org.',
    en: 'This e-mail address is not valid. Example: name@example.org.',
  },
  'phone-format': {
    fr: 'Ce numéro de téléphone n’est pas valide. Exemple : 418 555-0142.',
    en: 'This phone number is not valid. Example: 418 555-0142.',
  },

  // acknowledgements
  'reason-required': {
    fr: 'Un refus doit être motivé.',
    en: 'A rejection must give its reason.',
  },
  'until-required': {
    fr: 'Un report doit indiquer jusqu’à quand.',
    en: 'A deferral must say until when.',
  },

  // calendars
  'period-backwards': {
    fr: 'La fin de la période doit suivre son début.',
    en: 'The period must end after it begins.',
  },
  'day-or-instant-invalid': {
    fr: 'Veuillez indiquer un jour (AAAA-MM-JJ) ou un instant. Exemple : 2026-06-20T14:03:00-04:00.',
    en: 'Please give a day (YYYY-MM-DD) or an instant. Example: 2026-06-20T14:03:00-04:00.',
  },

  // replays
  'not-replayable': {
    fr: 'Seules les livraisons en attente d’un opérateur, en attente d’une nouvelle tentative ou reportées peuvent être reprises.',
    en: 'Only deliveries that are parked, wait for their next attempt or are deferred can be sent again.',
  },
  'replay-needs-force': {
    fr: 'Ces livraisons sont réglées ; elles ne sont envoyées de nouveau que si « force » vaut true.',
    en: 'These deliveries are settled; they are sent again only if “force” is true.',
  },

  // kinds
  'kind-unknown': {
    fr: 'Ce genre de déclaration n’existe pas.',
    en: 'This kind of declaration does not exist.',
  },

  ...addressFlaws,
  ...householdFlaws,
  ...civilStatusFlaws,
  ...endpointFlaws,
  ...subscriptionFlaws,
} as const satisfies Record<string, Bilingual>

export type FlawCode = keyof typeof flawCatalogue

export const isFlawCode = (code: string): code is FlawCode => Object.hasOwn(flawCatalogue, code)
