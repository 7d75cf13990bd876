import type { Bilingual } from '@unefois/domain/bilingual.ts'

/** What each option does, whichever command takes it. */
export const optionTexts = {
  'option.after': {
    fr: 'à partir de ce curseur, plutôt que de maintenant',
    en: 'from this cursor, not from now',
  },
  'option.agency': { fr: 'd’un seul organisme', en: 'of one agency only' },
  'option.all': { fr: 'toutes les pages', en: 'every page' },
  'option.attributes': {
    fr: 'renseignements voulus, séparés par des virgules',
    en: 'attributes wished for, separated by commas',
  },
  'option.batch': { fr: 'livraisons par envoi, au plus', en: 'deliveries in one request, at most' },
  'option.cause': {
    fr: 'code de ce qui est arrivé : timed-out, death …',
    en: 'code of what happened: timed-out, death …',
  },
  'option.check': {
    fr: 'finir par le code 3 si quelque chose attend un opérateur',
    en: 'end with code 3 when something waits for an operator',
  },
  'option.code': {
    fr: 'seulement ces codes ; « delivery. » les prend tous ; peut se répéter',
    en: 'these codes only; “delivery.” takes all of those; may be repeated',
  },
  'option.cursor': { fr: 'la page qui suit ce curseur', en: 'the page that follows this cursor' },
  'option.decision': { fr: 'ce qui a été décidé', en: 'what was decided' },
  'option.declaration': {
    fr: 'd’une seule déclaration, par son ID',
    en: 'of one declaration only, by its ID',
  },
  'option.detach': { fr: 'lancer sans attendre la fin', en: 'start it and do not wait for the end' },
  'option.dry-run': { fr: 'montrer l’aperçu, ne rien envoyer', en: 'show the preview, send nothing' },
  'option.follow': { fr: 'suivre jusqu’à la fin', en: 'follow to the end' },
  'option.force': {
    fr: 'aussi ce qui est final : une tentative de plus, sans second effet',
    en: 'also what is final: one more attempt, with no second effect',
  },
  'option.from': { fr: 'premier jour (AAAA-MM-JJ) ou instant', en: 'first day (YYYY-MM-DD) or instant' },
  'option.header': {
    fr: 'en-tête à joindre à chaque envoi ; peut se répéter',
    en: 'header sent along each time; may be repeated',
  },
  'option.help': { fr: 'cette aide', en: 'this help' },
  'option.json': { fr: 'répondre par un document JSON', en: 'answer with one JSON document' },
  'option.kind': { fr: 'd’un seul genre', en: 'of one kind only' },
  'option.kinds': { fr: 'genres, séparés par des virgules', en: 'kinds, separated by commas' },
  'option.lang': { fr: 'langue des textes', en: 'language of the texts' },
  'option.limit': { fr: 'combien par page, jusqu’à 500', en: 'how many a page, up to 500' },
  'option.municipalities': {
    fr: 'seulement ces municipalités, séparées par des virgules',
    en: 'these municipalities only, separated by commas',
  },
  'option.overdue': { fr: 'seulement les réponses en retard', en: 'overdue answers only' },
  'option.overlap': {
    fr: 'heures où les anciennes clés signent encore (0 à 168 ; 24)',
    en: 'hours in which the former keys still sign (0 to 168; 24)',
  },
  'option.person': {
    fr: 'd’une personne, par la référence que l’organisme reçoit (avec --agency)',
    en: 'of one person, by the reference that the agency receives (with --agency)',
  },
  'option.provinces': {
    fr: 'seulement ces provinces, séparées par des virgules',
    en: 'these provinces only, separated by commas',
  },
  'option.purpose': { fr: 'à quelle fin', en: 'for which purpose' },
  'option.rate': { fr: 'au plus tant par seconde', en: 'at most so many a second' },
  'option.reason': { fr: 'pourquoi : conservé avec la décision', en: 'why: kept with the decision' },
  'option.reference': {
    fr: 'd’une seule déclaration, par sa référence',
    en: 'of one declaration only, by its reference',
  },
  'option.settings': {
    fr: 'fichier JSON des autres réglages (tls, oauth2, headers) ; - : entrée standard',
    en: 'JSON file of other settings (tls, oauth2, headers); -: standard input',
  },
  'option.since': {
    fr: 'depuis : AAAA-MM-JJ, un instant, ou 45min, 2h, 3d',
    en: 'since: YYYY-MM-DD, an instant, or 45min, 2h, 3d ago',
  },
  'option.slots': { fr: 'envois simultanés, au plus', en: 'requests at the same time, at most' },
  'option.state': { fr: 'dans cet état', en: 'in this state' },
  'option.timeout': { fr: 'millisecondes laissées à la réponse', en: 'milliseconds given to the answer' },
  'option.to': { fr: 'dernier jour (AAAA-MM-JJ) ou instant', en: 'last day (YYYY-MM-DD) or instant' },
  'option.token': {
    fr: 'jeton ; visible des autres comptes de la machine, UNEFOIS_TOKEN ne l’est pas',
    en: 'token; other accounts of the machine can see it, UNEFOIS_TOKEN they cannot',
  },
  'option.until': {
    fr: 'jusqu’à : AAAA-MM-JJ, un instant, ou 45min, 2h, 3d',
    en: 'until: YYYY-MM-DD, an instant, or 45min, 2h, 3d ago',
  },
  'option.url': { fr: 'où est le service', en: 'where the service is' },
  'option.yes': { fr: 'ne pas demander confirmation', en: 'do not ask for confirmation' },
} as const satisfies Record<string, Bilingual>
