import type { Bilingual } from '@unefois/domain/bilingual.ts'

/** What each command does, and the help around it. */
export const commandTexts = {
  'command.status': {
    fr: 'Ce qui attend, et à qui le tour',
    en: 'What waits, and whose turn it is',
  },
  'command.agencies': {
    fr: 'Les organismes : arriéré, disjoncteur, pause, dernier succès',
    en: 'The agencies: backlog, breaker, pause, last success',
  },
  'command.pause': {
    fr: 'Ne plus rien envoyer à un organisme, jusqu’à nouvel ordre',
    en: 'Send nothing more to an agency until told otherwise',
  },
  'command.resume': {
    fr: 'Recommencer les envois à un organisme en pause',
    en: 'Send again to an agency that was paused',
  },
  'command.deliveries': {
    fr: 'Les livraisons, des plus récentes aux plus anciennes',
    en: 'Deliveries, newest first',
  },
  'command.delivery-show': {
    fr: 'Une livraison et chacune de ses tentatives',
    en: 'One delivery and each of its attempts',
  },
  'command.delivery-set-aside': {
    fr: 'Écarter une livraison en attente d’un opérateur : elle ne partira pas',
    en: 'Set a parked delivery aside: it will not be sent',
  },
  'command.replay': {
    fr: 'Envoyer de nouveau des livraisons, par ID ou par filtre (aperçu d’abord)',
    en: 'Send deliveries again, by ID or by filter (preview first)',
  },
  'command.replay-list': { fr: 'Les reprises en lot', en: 'Bulk replays' },
  'command.replay-show': {
    fr: 'Où en est une reprise en lot (--follow : jusqu’à la fin)',
    en: 'How far a bulk replay is (--follow: to its end)',
  },
  'command.replay-approve': {
    fr: 'Approuver la reprise en lot qu’un autre opérateur a demandée',
    en: 'Approve the bulk replay that another operator asked for',
  },
  'command.replay-pause': { fr: 'Suspendre une reprise en lot', en: 'Pause a bulk replay' },
  'command.replay-resume': {
    fr: 'Poursuivre une reprise en lot suspendue',
    en: 'Go on with a paused bulk replay',
  },
  'command.replay-cancel': {
    fr: 'Annuler le reste d’une reprise en lot',
    en: 'Cancel what is left of a bulk replay',
  },
  'command.dead-letters': {
    fr: 'Ce que personne n’a pu lire sur le journal',
    en: 'What nobody could read on the event log',
  },
  'command.dead-letters-put-back': {
    fr: 'Remettre un enregistrement sur le journal, une fois la cause corrigée',
    en: 'Put a record back on the event log, once its cause is mended',
  },
  'command.dead-letters-set-aside': {
    fr: 'Écarter un enregistrement : il ne sera pas remis',
    en: 'Set a record aside: it will not be put back',
  },
  'command.cases': { fr: 'Ce qu’une personne doit décider', en: 'What a person must decide' },
  'command.cases-resolve': { fr: 'Régler un cas', en: 'Resolve a case' },
  'command.calendar-show': {
    fr: 'Quand un organisme ne prend rien',
    en: 'When an agency takes nothing',
  },
  'command.calendar-close': {
    fr: 'Ajouter une période de fermeture (--from et --to : jours de Québec ou instants)',
    en: 'Add a closed period (--from and --to: days in Québec, or instants)',
  },
  'command.calendar-set': {
    fr: 'Remplacer le calendrier par un fichier JSON (- : entrée standard), comme « calendar show --json »',
    en: 'Replace the calendar by a JSON file (-: standard input), as “calendar show --json” writes it',
  },
  'command.partners': {
    fr: 'Les organismes : points de réception et abonnements',
    en: 'The agencies: endpoints and subscriptions',
  },
  'command.tail': {
    fr: 'Ce qui se passe, au fur et à mesure ; Ctrl-C pour finir',
    en: 'What happens, as it happens; Ctrl-C ends it',
  },
  'command.endpoints': {
    fr: 'Vos points de réception (avec le jeton d’un organisme)',
    en: 'Your endpoints (with an agency’s token)',
  },
  'command.endpoints-add': {
    fr: 'Inscrire un point de réception ; le secret n’est montré qu’ici',
    en: 'Register an endpoint; the secret is shown here only',
  },
  'command.endpoints-pause': { fr: 'Mettre un point de réception en pause', en: 'Pause an endpoint' },
  'command.endpoints-resume': {
    fr: 'Remettre un point de réception en service',
    en: 'Put an endpoint back into service',
  },
  'command.endpoints-test': {
    fr: 'Envoyer un avis d’essai signé à un point de réception',
    en: 'Send a signed test notification to an endpoint',
  },
  'command.endpoints-remove': { fr: 'Retirer un point de réception', en: 'Remove an endpoint' },
  'command.keys-rotate': {
    fr: 'Nouvelles clés d’un point de réception ; les anciennes signent encore un temps',
    en: 'New keys for an endpoint; the former ones sign along for a while',
  },
  'command.subscriptions': {
    fr: 'Vos abonnements (avec le jeton d’un partenaire)',
    en: 'Your subscriptions (with a partner’s token)',
  },
  'command.subscriptions-add': {
    fr: 'S’abonner, dans les limites de l’entente',
    en: 'Subscribe, within the agreement',
  },
  'command.subscriptions-pause': { fr: 'Suspendre un abonnement', en: 'Pause a subscription' },
  'command.subscriptions-resume': { fr: 'Reprendre un abonnement', en: 'Resume a subscription' },
  'command.subscriptions-remove': { fr: 'Retirer un abonnement', en: 'Remove a subscription' },
  'command.import-municipalities': {
    fr: 'Prendre la liste officielle des municipalités (CSV) dans UNEFOIS_DATA ; lue au démarrage des services',
    en: 'Take over the official list of municipalities (CSV) into UNEFOIS_DATA; services read it when they start',
  },
  'command.completion': {
    fr: 'Le script par lequel bash, zsh ou fish complète nos mots',
    en: 'The script by which bash, zsh or fish completes our words',
  },
  'command.help': { fr: 'Cette aide, ou celle d’une commande', en: 'This help, or that of a command' },
  'command.version': { fr: 'La version de ce programme', en: 'The version of this program' },
  'help.title': {
    fr: 'unefois : la ligne de commande d’Une fois',
    en: 'unefois: the command line of Une fois',
  },
  'help.foot': {
    fr: [
      'Toutes prennent --json, --url (UNEFOIS_URL, sinon http://127.0.0.1:8080), --token (UNEFOIS_TOKEN) et',
      '--lang fr|en (sinon LANG). « unefois help COMMANDE » montre les options d’une commande.',
      '',
      'Codes de sortie : 0 fait, 1 échec, 2 introuvable, 3 quelque chose attend quelqu’un (status --check),',
      '4 contredit par l’état des choses, 64 mal appelé, 65 renseignements à corriger, 69 service injoignable,',
      '76 réponse incompréhensible, 77 accès refusé, 78 réglage invalide, 130 interrompu.',
    ].join('\n'),
    en: [
      'All take --json, --url (UNEFOIS_URL, else http://127.0.0.1:8080), --token (UNEFOIS_TOKEN) and',
      '--lang fr|en (else LANG). “unefois help COMMAND” shows a command’s options.',
      '',
      'Exit codes: 0 done, 1 failed, 2 not found, 3 something waits for somebody (status --check),',
      '4 contradicted by how things stand, 64 called wrongly, 65 input to correct, 69 service unreachable,',
      '76 answer not understood, 77 access refused, 78 bad setting, 130 interrupted.',
    ].join('\n'),
  },
} as const satisfies Record<string, Bilingual>
