import type { Bilingual } from '@unefois/domain/bilingual.ts'

/** What can be wrong with, or doubtful about, births and deaths. */
export const civilStatusFlaws = {
  'act-state-unknown': {
    fr: 'L’état de l’acte est l’un de : constat seul, déclaration seule, enquête, concordance, inscrit.',
    en: 'The state of the act is one of: constat seul, déclaration seule, enquête, concordance, inscrit.',
  },
  'act-number-format': {
    fr: 'Un numéro d’acte compte de 1 à 40 lettres, chiffres, espaces ou traits d’union.',
    en: 'An act number has 1 to 40 letters, digits, spaces or hyphens.',
  },
  'act-number-required': {
    fr: 'Un acte inscrit porte un numéro. Veuillez l’indiquer.',
    en: 'A registered act has a number. Please give it.',
  },
  'act-not-registered': {
    fr: 'Seul un acte inscrit porte un numéro et une date d’inscription : ils ne sont pas retenus.',
    en: 'Only a registered act has a number and a date of registration: they are not kept.',
  },
  'registration-in-future': {
    fr: 'La date d’inscription ne peut pas être dans l’avenir.',
    en: 'The date of registration cannot be in the future.',
  },
  'registration-too-early': {
    fr: 'L’acte ne peut pas avoir été inscrit avant ce qu’il constate.',
    en: 'The act cannot have been registered before what it records.',
  },
  'late-reason-required': {
    fr: 'Plus de 30 jours ont passé depuis la naissance. Veuillez indiquer le motif du retard.',
    en: 'More than 30 days have passed since the birth. Please give the reason for the delay.',
  },
  'constat-in-future': {
    fr: 'La date du constat ne peut pas être dans l’avenir.',
    en: 'The date of the attestation cannot be in the future.',
  },
  'constat-differs': {
    fr: 'Le constat et la déclaration ne concordent pas sur ce point.',
    en: 'The attestation and the declaration differ on this point.',
  },
  'parent-born-after-child': {
    fr: 'Un parent ne peut pas être né après l’enfant, ni le même jour.',
    en: 'A parent cannot be born after the child, nor on the same day.',
  },
  'death-in-future': {
    fr: 'La date du décès ne peut pas être dans l’avenir.',
    en: 'The date of death cannot be in the future.',
  },
  'death-before-birth': {
    fr: 'Le décès ne peut pas précéder la naissance.',
    en: 'The death cannot come before the birth.',
  },
  'sharing-not-requested': {
    fr: 'Des destinataires sont nommés sans que la transmission soit demandée : ils ne seront pas informés pour autant.',
    en: 'Recipients are named although sharing is not requested: that alone tells them nothing.',
  },
} as const satisfies Record<string, Bilingual>
