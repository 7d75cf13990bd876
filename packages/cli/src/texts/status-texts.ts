import type { Bilingual } from '@unefois/domain/bilingual.ts'

/** Whose turn it is, and what waits. */
export const statusTexts = {
  'status.ready': { fr: 'Une fois, à {url} : en service', en: 'Une fois, at {url}: ready' },
  'status.not-ready': {
    fr: 'Une fois, à {url} : pas en état ({checks})',
    en: 'Une fois, at {url}: not ready ({checks})',
  },
  'status.nothing': { fr: 'Rien n’attend personne.', en: 'Nothing waits for anybody.' },
  'turn.operator': { fr: 'opérateur', en: 'operator' },
  'turn.agency': { fr: 'organisme', en: 'agency' },
  'turn.us': { fr: 'Une fois', en: 'Une fois' },
  'turn.time': { fr: 'le temps', en: 'time' },
  'waits.parked': { fr: 'livraisons en attente', en: 'deliveries parked' },
  'waits.dead-letters': { fr: 'enregistrements illisibles', en: 'dead letters' },
  'waits.cases': { fr: 'cas ouverts', en: 'open cases' },
  'waits.approval': { fr: 'reprises à approuver', en: 'replays to approve' },
  'waits.paused-replays': { fr: 'reprises suspendues', en: 'paused replays' },
  'waits.paused-agencies': { fr: 'organismes en pause', en: 'agencies paused' },
  'waits.overdue': { fr: 'réponses en retard', en: 'answers overdue' },
  'waits.needs-review': { fr: 'livraisons à revoir', en: 'deliveries under review' },
  'waits.deferred': { fr: 'livraisons remises à plus tard', en: 'deliveries deferred' },
  'waits.breakers': { fr: 'organismes qui ne répondent pas', en: 'agencies that do not answer' },
  'waits.due': { fr: 'livraisons à envoyer', en: 'deliveries to send' },
  'waits.replays': { fr: 'reprises en cours', en: 'replays running' },
  'waits.held': { fr: 'livraisons retenues', en: 'deliveries held' },
} as const satisfies Record<string, Bilingual>
