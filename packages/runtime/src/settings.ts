import { BlockList, isIP } from 'node:net'
import { z } from 'zod'
import { isoDuration } from './iso-duration.ts'

/**
 * Every setting that a program of this repository reads from its environment, and how it is read. A program
 * picks its own: `parseSettings(z.object({ PORT: settings.PORT }), env)`. Documented in docs/settings.md; a
 * test compares.
 */

const trimmed = z.string().trim()
const list = (text: string): readonly string[] =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')

const port = trimmed
  .regex(/^\d{1,5}$/, 'must be a port number, 0 to 65535')
  .transform(Number)
  .refine((number) => number <= 65_535, 'must be a port number, 0 to 65535')

const switchedOn = z.enum(['on', 'off'], 'must be "on" or "off"').transform((value) => value === 'on')

const duration = trimmed.transform((text, context) => {
  const ms = isoDuration(text)
  if (ms !== null) return ms
  context.addIssue('must be an ISO 8601 duration such as PT15M or P1D')
  return z.NEVER
})

const keptFor = duration.refine((ms) => ms >= 86_400_000, 'must be a day or more, such as P180D')

const durations = trimmed.transform((text, context): readonly number[] => {
  const waits = list(text).map(isoDuration)
  if (waits.length > 0 && waits.every((wait) => wait !== null)) return waits
  context.addIssue('must be ISO 8601 durations separated by commas, such as PT1S,PT5S')
  return z.NEVER
})

const url = (protocols: readonly string[], example: string) =>
  trimmed.refine(
    (text) => URL.canParse(text) && protocols.includes(new URL(text).protocol),
    `must be a URL such as ${example}`,
  )

const isBroker = (text: string) => /^(?:[\w.-]+|\[[\da-f:]+\]):\d{1,5}$/i.test(text)

const isNetwork = (text: string): boolean => {
  const [address = '', prefix = ''] = text.split('/')
  const family = isIP(address)
  if (family === 0 || !/^\d{1,3}$/.test(prefix)) return false
  return Number(prefix) <= (family === 4 ? 32 : 128) && canList(address, Number(prefix), family)
}

const canList = (address: string, prefix: number, family: number): boolean => {
  try {
    new BlockList().addSubnet(address, prefix, family === 4 ? 'ipv4' : 'ipv6')
    return true
  } catch {
    return false
  }
}

export const settings = {
  /** Address on which HTTP listens. */
  HOST: trimmed.default('127.0.0.1'),
  /** Port on which HTTP listens; 0 takes any free one. */
  PORT: port.default(8080),
  /** Folder of everything that must survive a restart. */
  UNEFOIS_DATA: trimmed.default('.unefois'),
  /** PostgreSQL; unset: the embedded one (all-in-one only; a separate service asks for `.unwrap()`). */
  DATABASE_URL: url(['postgres:', 'postgresql:'], 'postgres://user:password@host:5432/unefois').optional(),
  /** Kafka's bootstrap servers; unset: the event log embedded on PostgreSQL. */
  KAFKA_BROKERS: trimmed
    .transform(list)
    .refine(
      (brokers) => brokers.length > 0 && brokers.every(isBroker),
      'must be host:port pairs separated by commas',
    )
    .optional(),
  /** Whether the agencies' simulators run beside; `elsewhere`: another program runs them. */
  UNEFOIS_SIMULATORS: z.enum(['on', 'off', 'elsewhere'], 'must be "on", "off" or "elsewhere"').default('off'),
  /** Where deliveries reach the simulators when they run elsewhere. */
  SIMULATOR_HOST: trimmed.default('127.0.0.1'),
  /** The simulators' control port; they may use the 23 ports above it. */
  SIMULATOR_PORT: port.default(8090),
  /** Who may ask for what. Only the demonstration tokens exist so far; see `parseSettings` for production. */
  UNEFOIS_AUTH: z.literal('demo', 'must be "demo", the only sign-in that exists so far'),
  /** Milliseconds after filing in which nothing leaves, so that the declarant can still withdraw. */
  UNEFOIS_HOLD: duration.default(15 * 60_000),
  /** Milliseconds to wait between attempts, in place of each agency's own schedule. */
  UNEFOIS_RETRY_SCHEDULE: durations.optional(),
  /** Whether an agency that keeps failing is left alone for a while. */
  UNEFOIS_BREAKER: switchedOn.default(true),
  /** Networks that are not public and in which endpoints may lie all the same. */
  UNEFOIS_ENDPOINT_ALLOW: trimmed
    .transform(list)
    .refine(
      (networks) => networks.every(isNetwork),
      'must be networks such as 127.0.0.0/8, separated by commas',
    )
    .default([]),
  /** Milliseconds that each attempt and its answer are kept. */
  UNEFOIS_KEEP_ATTEMPTS: keptFor.default(180 * 86_400_000),
  /** Milliseconds that deliveries, what was sent, and their outcomes are kept; never less than they are unfinished. */
  UNEFOIS_KEEP_DELIVERIES: keptFor.default(730 * 86_400_000),
  /** Milliseconds that declarations are kept, with their keys and events; never less than a delivery of theirs. */
  UNEFOIS_KEEP_DECLARATIONS: keptFor.default(1825 * 86_400_000),
  /** Milliseconds that the audit log is kept. */
  UNEFOIS_KEEP_AUDIT: keptFor.default(3650 * 86_400_000),
  /** Milliseconds in which the same Idempotency-Key gets the same answer. */
  UNEFOIS_KEEP_IDEMPOTENCY_KEYS: keptFor.default(7 * 86_400_000),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], 'must be debug, info, warn, error or silent')
    .default('info'),
  /** Where the outside reaches us; the base of links such as `dataschema`. Unset: see `publicUrl`. */
  UNEFOIS_PUBLIC_URL: url(['http:', 'https:'], 'https://declarations.example.org')
    .transform((text) => text.replace(/\/+$/, ''))
    .optional(),
} as const

/** What `npm start` sets where the environment says nothing: everything open, at once, on this machine. */
export const demonstrationSettings = {
  UNEFOIS_AUTH: 'demo',
  UNEFOIS_HOLD: 'PT0S',
  UNEFOIS_SIMULATORS: 'on',
} as const
