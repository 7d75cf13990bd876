import type { FieldShape } from './field-shape.ts'

/**
 * Everything that a program of this repository may write to its log: add a line here and one in docs/logs.md
 * (a test compares), then use it. `error`: somebody must act; `warn`: somebody should look, it heals or waits
 * by itself; `info`: rare and telling; `debug`: frequent. Personal data has no field to travel in.
 */
type Entry = {
  readonly level: 'debug' | 'info' | 'warn' | 'error'
  readonly sentence: string
  readonly fields: Readonly<Record<string, FieldShape>>
}

const failure = { error: 'errorName', errorCode: 'errorCode' } as const

export const logCatalogue = {
  // lifecycle
  'service.started': { level: 'info', sentence: 'The service is ready.', fields: { address: 'origin' } },
  'service.stopping': {
    level: 'info',
    sentence: 'The service is stopping.',
    fields: { signal: 'errorCode' },
  },
  'service.stopped': { level: 'info', sentence: 'The service stopped cleanly.', fields: {} },
  'service.stop-overdue': {
    level: 'error',
    sentence: 'The service did not stop in time and was ended.',
    fields: { seconds: 'count' },
  },
  'service.failed': {
    level: 'error',
    sentence: 'The service ended on an error that nothing handled.',
    fields: { ...failure, origin: 'word' },
  },

  // HTTP
  'request.failed': {
    level: 'error',
    sentence: 'A request failed through a fault of ours.',
    fields: { ...failure, request: 'id', route: 'route', status: 'count' },
  },
  'request.shed': {
    level: 'warn',
    sentence: 'Requests were turned away because of overload.',
    fields: { inFlight: 'count', delayMs: 'count' },
  },

  // 1 submit
  'declaration.accepted': {
    level: 'debug',
    sentence: 'A declaration was accepted.',
    fields: { declaration: 'id', kind: 'word', told: 'count' },
  },

  // relay and event log
  'relay.leading': { level: 'info', sentence: 'This relay publishes now.', fields: {} },
  'relay.published': {
    level: 'debug',
    sentence: 'Person events were published.',
    fields: { records: 'count' },
  },
  'relay.failed': {
    level: 'warn',
    sentence: 'Publishing failed and will be tried again.',
    fields: { ...failure, records: 'count' },
  },
  'relay.lock-lost': {
    level: 'warn',
    sentence: 'The relay lost its lock and stopped publishing.',
    fields: {},
  },
  'reconciler.republished': {
    level: 'warn',
    sentence: 'Person events that the log had lost were put back.',
    fields: { records: 'count' },
  },
  'log.failure': {
    level: 'warn',
    sentence: 'The event log, or the handler of a batch, failed; the same records come again.',
    fields: { ...failure, group: 'label', topic: 'label' },
  },
  'kafka-client-complained': {
    level: 'debug',
    sentence: 'The Kafka client complained; what it does about it is its own affair.',
    fields: { part: 'part' },
  },
  'kafka-consumer-rebuilt': {
    level: 'warn',
    sentence: 'A Kafka consumer fetched nothing any more and was built anew.',
    fields: { group: 'label', topic: 'label' },
  },
  'kafka-producer-replaced': {
    level: 'warn',
    sentence: 'The Kafka producer failed and was replaced; its records are published again.',
    fields: { topic: 'label', records: 'count' },
  },
  'kafka-partitions-sent-again': {
    level: 'warn',
    sentence: 'Some partitions did not acknowledge what was published; it is published again.',
    fields: { topic: 'label', partitions: 'count' },
  },

  // 2 open
  'consumer.opened': {
    level: 'debug',
    sentence: 'Deliveries were opened.',
    fields: { agency: 'word', opened: 'count', repeated: 'count' },
  },
  'endpoints.failed': {
    level: 'warn',
    sentence: 'Asking unverified endpoints again failed and will be tried again.',
    fields: failure,
  },
  'consumer.gap': {
    level: 'error',
    sentence: "A person's earlier event is missing; the person waits at this agency.",
    fields: { agency: 'word', expected: 'count', found: 'count' },
  },
  'consumer.plan-differs': {
    level: 'error',
    sentence: 'Rules of today would decide otherwise than the plan; the plan was followed.',
    fields: { agency: 'word', planTells: 'flag', rulesTell: 'flag' },
  },
  'dead-letter.written': {
    level: 'error',
    sentence: 'A record could not be read and was put aside.',
    fields: { agency: 'word', cause: 'word' },
  },

  'dead-letter.unreadable': {
    level: 'warn',
    sentence: 'Records among the dead letters were written by none of our consumers and were left there.',
    fields: { records: 'count' },
  },
  'dead-letter.failed': {
    level: 'warn',
    sentence: 'Deleting old dead letters failed and will be tried again.',
    fields: failure,
  },

  'acts.failed': {
    level: 'warn',
    sentence: "Drawing the consequence of the registrar's answers failed and will be tried again.",
    fields: failure,
  },

  'confirmations.failed': {
    level: 'warn',
    sentence: 'Looking for corrections and withdrawals that nobody confirmed failed and will be tried again.',
    fields: failure,
  },

  'reminder.sent': {
    level: 'info',
    sentence: 'An agency was reminded of what it has not acknowledged in time.',
    fields: { agency: 'word', deliveries: 'count', reached: 'flag' },
  },
  'reminders.failed': {
    level: 'warn',
    sentence: 'Reminding an agency failed and will be tried again.',
    fields: { agency: 'word', ...failure },
  },
  'feed.item-unreadable': {
    level: 'error',
    sentence: 'A delivery could not be read for its feed; it stays due.',
    fields: { agency: 'word', delivery: 'id' },
  },

  // 3 attempt
  'delivery.parked': {
    level: 'warn',
    sentence: 'A delivery no longer retries by itself.',
    fields: { delivery: 'id', agency: 'word', reason: 'word', attempts: 'count' },
  },
  'lane.taken': {
    level: 'info',
    sentence: 'This worker owns another number of lanes of an agency.',
    fields: { agency: 'word', lanes: 'count' },
  },
  'lane.not-renewed': {
    level: 'warn',
    sentence: 'The leases of the lanes could not be renewed; other workers may take them.',
    fields: failure,
  },
  'delivery.failed': {
    level: 'warn',
    sentence: 'The delivery engine failed and will go on.',
    fields: { ...failure, agency: 'word' },
  },
  'standing.failed': {
    level: 'warn',
    sentence: 'What operators see of the agencies could not be written and will be tried again.',
    fields: failure,
  },
  'agency.breaker-opened': {
    level: 'warn',
    sentence: 'An agency keeps failing and is left alone for a while.',
    fields: { agency: 'word' },
  },
  'agency.breaker-closed': {
    level: 'info',
    sentence: 'An agency answers again.',
    fields: { agency: 'word' },
  },
  'endpoint.paused': {
    level: 'warn',
    sentence: 'An endpoint is gone, or asked to be sent nothing more, and was paused.',
    fields: { agency: 'word', endpoint: 'id', reason: 'word' },
  },

  // 5 replay
  'replay.completed': {
    level: 'info',
    sentence: 'A replay of many deliveries is done.',
    fields: { replay: 'id' },
  },
  'replays.failed': {
    level: 'warn',
    sentence: 'Running a replay failed and will be tried again.',
    fields: failure,
  },

  // 4 acknowledge
  'acknowledgement.overdue': {
    level: 'warn',
    sentence: 'Agencies did not acknowledge in time what they received.',
    fields: { agency: 'word', deliveries: 'count' },
  },
  'acknowledgement.contradicts': {
    level: 'warn',
    sentence: 'An agency contradicted its own final answer.',
    fields: { agency: 'word', delivery: 'id' },
  },

  // what runs beside
  'postgres.started': {
    level: 'info',
    sentence: 'The embedded PostgreSQL is ready.',
    fields: { port: 'count', ms: 'count' },
  },
  'postgres-lost': {
    level: 'error',
    sentence: 'The embedded PostgreSQL ended by itself; it is started again.',
    fields: { pid: 'count' },
  },
  'postgres-restarted': {
    level: 'info',
    sentence: 'The embedded PostgreSQL is back.',
    fields: { pid: 'count', port: 'count' },
  },
  'postgres-not-restarted': {
    level: 'error',
    sentence: 'The embedded PostgreSQL could not be started again; it is tried every second.',
    fields: { reason: 'word' },
  },
  'schema.migrated': {
    level: 'info',
    sentence: 'The database schema was brought up to date.',
    fields: { from: 'count', to: 'count' },
  },
  'history.kept': {
    level: 'info',
    sentence: 'Room was made for what is to come, and what had had its time was let go.',
    fields: { made: 'count', dropped: 'count', deleted: 'count' },
  },
  'history.waits': {
    level: 'warn',
    sentence: 'A piece of history has expired and stays, since something in it is unfinished.',
    fields: { piece: 'label', unfinished: 'count' },
  },
  'history.strays': {
    level: 'warn',
    sentence: 'Rows belong to no month that is kept: their ids come from a clock that is far off.',
    fields: { table: 'label', rows: 'count' },
  },
  'history.failed': {
    level: 'warn',
    sentence: 'Keeping history in its bounds failed and will be tried again.',
    fields: failure,
  },
  'simulators.started': {
    level: 'info',
    sentence: "The agencies' simulators are ready.",
    fields: { address: 'origin', agencies: 'count' },
  },
} as const satisfies Readonly<Record<string, Entry>>

export type LogCode = keyof typeof logCatalogue
export type LogEntry = Entry
