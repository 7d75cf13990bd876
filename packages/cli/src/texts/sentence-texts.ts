import type { Bilingual } from '@unefois/domain/bilingual.ts'

/** Sentences of answers: what was done, that there is nothing, what comes next. */
export const sentenceTexts = {
  'ask.replay': {
    fr: 'Envoyer de nouveau ces {count} livraisons ? [o/N] ',
    en: 'Send these {count} deliveries again? [y/N] ',
  },
  'done.agency-paused': {
    fr: '{agency} est en pause : plus rien ne lui est envoyé',
    en: '{agency} is paused: nothing more is sent to it',
  },
  'done.agency-resumed': { fr: '{agency} reçoit de nouveau', en: '{agency} receives again' },
  'done.case-resolved': { fr: 'Cas {id} réglé', en: 'Case {id} resolved' },
  'done.endpoint': { fr: 'Point de réception {id} : {state}', en: 'Endpoint {id}: {state}' },
  'done.imported': {
    fr: '{read} municipalités lues ; conservées dans {kept}',
    en: '{read} municipalities read; kept in {kept}',
  },
  'done.imported-some': {
    fr: '{read} municipalités lues, {skipped} lignes sans code ou sans nom laissées de côté ; conservées dans {kept}',
    en: '{read} municipalities read, {skipped} rows without a code or name left out; kept in {kept}',
  },
  'done.put-back': {
    fr: 'Enregistrement {id} : sera remis sur le journal',
    en: 'Record {id}: will be put back on the event log',
  },
  'done.record-set-aside': { fr: 'Enregistrement {id} écarté', en: 'Record {id} set aside' },
  'done.removed': { fr: '{id} retiré', en: '{id} removed' },
  'done.replayed': {
    fr: 'Livraison {id} : sera envoyée de nouveau',
    en: 'Delivery {id}: will be sent again',
  },
  'done.replays-not-started': { fr: 'Rien n’a été envoyé', en: 'Nothing was sent' },
  'done.set-aside': { fr: 'Livraison {id} écartée', en: 'Delivery {id} set aside' },
  'done.subscription': { fr: 'Abonnement {id} : {state}', en: 'Subscription {id}: {state}' },
  'none.agencies': { fr: 'Aucun organisme', en: 'No agency' },
  'none.attempts': { fr: 'Aucune tentative', en: 'No attempt' },
  'none.cases': { fr: 'Aucun cas', en: 'No case' },
  'none.closed': { fr: 'Aucune fermeture', en: 'Never closed' },
  'none.dead-letters': { fr: 'Aucun enregistrement illisible', en: 'No dead letter' },
  'none.deliveries': { fr: 'Aucune livraison', en: 'No delivery' },
  'none.endpoints': { fr: 'Aucun point de réception', en: 'No endpoint' },
  'none.replays': { fr: 'Aucune reprise en lot', en: 'No bulk replay' },
  'none.subscriptions': { fr: 'Aucun abonnement', en: 'No subscription' },
  'sentence.awaiting-approval': {
    fr: 'La reprise {id} attend qu’un autre opérateur l’approuve : unefois replay approve {id}',
    en: 'Replay {id} waits for another operator to approve it: unefois replay approve {id}',
  },
  'sentence.detached': {
    fr: 'Reprise {id} lancée ; à suivre : unefois replay show {id} --follow',
    en: 'Replay {id} started; follow it: unefois replay show {id} --follow',
  },
  'sentence.endpoint-unverified': {
    fr: 'Cette adresse n’a pas encore répondu ; elle servira dès qu’elle répondra.',
    en: 'This address has not answered yet; it will be used as soon as it does.',
  },
  'sentence.more': {
    fr: 'D’autres suivent : --all, ou --cursor {cursor}',
    en: 'More follow: --all, or --cursor {cursor}',
  },
  'sentence.preview': {
    fr: 'Aperçu : {count} livraisons seraient envoyées de nouveau',
    en: 'Preview: {count} deliveries would be sent again',
  },
  'sentence.preview-sample': { fr: 'Par exemple :', en: 'For example:' },
  'sentence.progress': {
    fr: '{bar} {percent} %  {done}/{total}  échecs {failed}  {rate}/s',
    en: '{bar} {percent}%  {done}/{total}  failed {failed}  {rate}/s',
  },
  'sentence.replay-ended': {
    fr: 'Reprise {id} : {state}, {done} sur {total}, {failed} échecs',
    en: 'Replay {id}: {state}, {done} of {total}, {failed} failed',
  },
  'sentence.replay-interrupted': {
    fr: 'Reprise {id} suspendue. La suite : unefois replay resume {id}, ou unefois replay cancel {id}',
    en: 'Replay {id} paused. What next: unefois replay resume {id}, or unefois replay cancel {id}',
  },
  'sentence.replay-not-paused': {
    fr: 'La reprise {id} n’a pas pu être suspendue et continue : unefois replay show {id}',
    en: 'Replay {id} could not be paused and goes on: unefois replay show {id}',
  },
  'sentence.secret-once': {
    fr: 'Le secret n’est montré qu’ici : gardez-le maintenant.',
    en: 'The secret is shown here only: keep it now.',
  },
  'sentence.tail-lost': {
    fr: 'rien ne répond, nouvel essai dans {seconds} s',
    en: 'nothing answers, trying again in {seconds} s',
  },
  'sentence.test-failed': { fr: 'L’essai a échoué : {failure}', en: 'The test failed: {failure}' },
  'sentence.test-received': {
    fr: 'Reçu : {status} en {duration} ms',
    en: 'Received: {status} in {duration} ms',
  },
  'word.agency': { fr: 'organisme', en: 'agency' },
  'word.days': { fr: 'j', en: 'd' },
  'word.no': { fr: 'non', en: 'no' },
  'word.partner': { fr: 'partenaire', en: 'partner' },
  'word.received': { fr: 'reçu', en: 'received' },
  'word.yes': { fr: 'oui', en: 'yes' },
} as const satisfies Record<string, Bilingual>
