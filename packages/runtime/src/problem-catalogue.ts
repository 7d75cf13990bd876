import type { Bilingual } from '@unefois/domain/bilingual.ts'
import type { RefusalCode } from '@unefois/domain/refusal.ts'

type ProblemEntry = { readonly status: number; readonly title: Bilingual; readonly detail: Bilingual }

/** What each refusal says to whoever asked; docs/errors.md says what to do about it. */
export const problemCatalogue: Readonly<Record<RefusalCode, ProblemEntry>> = {
  'not-json': {
    status: 400,
    title: { fr: 'Contenu illisible', en: 'Unreadable content' },
    detail: {
      fr: 'Le contenu envoyé n’est pas du JSON valide.',
      en: 'The content sent is not valid JSON.',
    },
  },
  'unsupported-media-type': {
    status: 415,
    title: { fr: 'Type de contenu non accepté', en: 'Content type not accepted' },
    detail: {
      fr: 'Le contenu doit être envoyé comme application/json.',
      en: 'The content must be sent as application/json.',
    },
  },
  'too-large': {
    status: 413,
    title: { fr: 'Contenu trop volumineux', en: 'Content too large' },
    detail: {
      fr: 'Le contenu envoyé dépasse 256 Kio.',
      en: 'The content sent is larger than 256 KiB.',
    },
  },
  invalid: {
    status: 422,
    title: { fr: 'Renseignements à corriger', en: 'Information to correct' },
    detail: {
      fr: 'Certains renseignements manquent ou ne sont pas valides ; chacun est indiqué ci-dessous.',
      en: 'Some information is missing or not valid; each item is listed below.',
    },
  },
  unauthenticated: {
    status: 401,
    title: { fr: 'Identification requise', en: 'Identification required' },
    detail: {
      fr: 'La demande ne porte ni jeton ni signature valides.',
      en: 'The request carries no valid token or signature.',
    },
  },
  forbidden: {
    status: 403,
    title: { fr: 'Accès refusé', en: 'Access denied' },
    detail: {
      fr: 'Ce compte n’a pas le droit de faire cette demande.',
      en: 'This account may not make this request.',
    },
  },
  'not-found': {
    status: 404,
    title: { fr: 'Introuvable', en: 'Not found' },
    detail: {
      fr: 'Rien de tel n’existe, ou ce compte n’y a pas accès.',
      en: 'There is no such thing, or this account has no access to it.',
    },
  },
  'method-not-allowed': {
    status: 405,
    title: { fr: 'Méthode non permise', en: 'Method not allowed' },
    detail: {
      fr: 'Cette adresse existe, mais ne se prête pas à cette méthode HTTP.',
      en: 'This address exists, but does not take this HTTP method.',
    },
  },
  'idempotency-key-missing': {
    status: 400,
    title: { fr: 'Clé d’idempotence manquante', en: 'Idempotency key missing' },
    detail: {
      fr: 'L’en-tête Idempotency-Key est requis, afin qu’un envoi répété ne compte qu’une fois.',
      en: 'The Idempotency-Key header is required, so that a repeated request counts only once.',
    },
  },
  'idempotency-key-invalid': {
    status: 400,
    title: { fr: 'Clé d’idempotence non valide', en: 'Idempotency key not valid' },
    detail: {
      fr: 'L’en-tête Idempotency-Key doit compter de 1 à 255 caractères ASCII imprimables.',
      en: 'The Idempotency-Key header must have 1 to 255 printable ASCII characters.',
    },
  },
  'idempotency-key-running': {
    status: 409,
    title: { fr: 'Demande déjà en cours', en: 'Request already under way' },
    detail: {
      fr: 'Une demande portant la même clé d’idempotence est en cours ; réessayez dans un instant.',
      en: 'A request with the same idempotency key is under way; try again in a moment.',
    },
  },
  'idempotency-key-reused': {
    status: 422,
    title: { fr: 'Clé d’idempotence déjà utilisée', en: 'Idempotency key already used' },
    detail: {
      fr: 'Cette clé d’idempotence a déjà servi pour un autre contenu.',
      en: 'This idempotency key was already used for other content.',
    },
  },
  'acknowledgement-contradicts': {
    status: 409,
    title: { fr: 'Accusé contradictoire', en: 'Contradictory acknowledgement' },
    detail: {
      fr: 'La livraison a déjà un résultat final, et cet accusé le contredit.',
      en: 'The delivery already has a final outcome, which this acknowledgement contradicts.',
    },
  },
  'never-sent': {
    status: 409,
    title: { fr: 'Jamais envoyée', en: 'Never sent' },
    detail: {
      fr: 'Cette livraison n’a jamais été envoyée ; il n’y a rien à accuser.',
      en: 'This delivery was never sent; there is nothing to acknowledge.',
    },
  },
  'already-final': {
    status: 409,
    title: { fr: 'Déjà réglée', en: 'Already settled' },
    detail: {
      fr: 'La livraison a déjà un résultat final ; seule une reprise forcée l’enverrait de nouveau.',
      en: 'The delivery already has a final outcome; only a forced replay would send it again.',
    },
  },
  'not-parked': {
    status: 409,
    title: { fr: 'Pas en attente d’un opérateur', en: 'Not waiting for an operator' },
    detail: {
      fr: 'Cette livraison n’attend pas la décision d’un opérateur.',
      en: 'This delivery is not waiting for an operator’s decision.',
    },
  },
  'own-request': {
    status: 403,
    title: { fr: 'Approbation d’une autre personne requise', en: 'Somebody else’s approval needed' },
    detail: {
      fr: 'Une reprise de cette ampleur est approuvée par une autre personne que celle qui l’a demandée.',
      en: 'A replay of this size is approved by another operator than the one who asked for it.',
    },
  },
  'replay-not-now': {
    status: 409,
    title: { fr: 'Impossible dans cet état', en: 'Not possible in this state' },
    detail: {
      fr: 'L’état de la reprise ne le permet pas : elle attend une approbation, elle est terminée ou elle a été annulée.',
      en: 'The state of the replay does not allow it: it waits for an approval, has ended or was cancelled.',
    },
  },
  'no-act': {
    status: 409,
    title: { fr: 'Aucun acte', en: 'No act' },
    detail: {
      fr: 'Cette déclaration ne donne lieu à aucun acte de l’état civil.',
      en: 'No act of civil status is drawn up for this declaration.',
    },
  },
  'act-registered': {
    status: 409,
    title: { fr: 'Acte déjà inscrit', en: 'Act already registered' },
    detail: {
      fr: 'L’acte est inscrit au registre ; son état ne peut plus changer.',
      en: 'The act is in the register; its state can no longer change.',
    },
  },
  'dead-letter-decided': {
    status: 409,
    title: { fr: 'Déjà décidé', en: 'Decided already' },
    detail: {
      fr: 'Cet enregistrement a déjà été remis en circulation.',
      en: 'This record was put back already.',
    },
  },
  'case-resolved': {
    status: 409,
    title: { fr: 'Dossier déjà réglé', en: 'Case already resolved' },
    detail: {
      fr: 'Quelqu’un a déjà réglé ce dossier.',
      en: 'Somebody has already resolved this case.',
    },
  },
  superseded: {
    status: 409,
    title: { fr: 'Déclaration déjà remplacée', en: 'Declaration already replaced' },
    detail: {
      fr: 'Cette déclaration a déjà été rectifiée ou retirée ; la plus récente peut encore l’être.',
      en: 'This declaration was already corrected or withdrawn; the latest one can still be.',
    },
  },
  overloaded: {
    status: 503,
    title: { fr: 'Service surchargé', en: 'Service overloaded' },
    detail: {
      fr: 'Le service reçoit trop de demandes ; rien n’a été enregistré. Réessayez dans un instant.',
      en: 'The service receives too many requests; nothing was stored. Try again in a moment.',
    },
  },
  'storage-unavailable': {
    status: 503,
    title: { fr: 'Enregistrement impossible', en: 'Storage unavailable' },
    detail: {
      fr: 'La demande n’a pas pu être enregistrée. Réessayez avec la même clé d’idempotence.',
      en: 'The request could not be stored. Try again with the same idempotency key.',
    },
  },
  internal: {
    status: 500,
    title: { fr: 'Erreur interne', en: 'Internal error' },
    detail: {
      fr: 'Une erreur s’est produite de notre côté ; elle a été signalée.',
      en: 'Something went wrong on our side; it was reported.',
    },
  },
}
