import { kinds } from '@unefois/domain/declarations/declaration.ts'
import { deliveryStates } from '@unefois/domain/delivery.ts'
import type { TextKey } from '../say.ts'

export type OptionEntry = {
  readonly help: TextKey
  /** What its value is called in the help; absent: it takes none. */
  readonly value?: string
  /** Everything that the value may be: checked, and offered by the shell. */
  readonly choices?: readonly string[]
  /** May be given several times. */
  readonly many?: true
}

const flags = {
  all: { help: 'option.all' },
  check: { help: 'option.check' },
  detach: { help: 'option.detach' },
  'dry-run': { help: 'option.dry-run' },
  follow: { help: 'option.follow' },
  force: { help: 'option.force' },
  help: { help: 'option.help' },
  json: { help: 'option.json' },
  overdue: { help: 'option.overdue' },
  yes: { help: 'option.yes' },
} as const satisfies Record<string, OptionEntry>

const valued = {
  after: { value: 'CURSOR', help: 'option.after' },
  agency: { value: 'AGENCY', help: 'option.agency' },
  attributes: { value: 'LIST', help: 'option.attributes' },
  batch: { value: 'COUNT', help: 'option.batch' },
  cause: { value: 'CODE', help: 'option.cause' },
  code: { value: 'CODE', help: 'option.code', many: true },
  cursor: { value: 'CURSOR', help: 'option.cursor' },
  decision: {
    value: 'DECISION',
    help: 'option.decision',
    choices: ['same-person', 'another-person', 'confirmed', 'upheld', 'dismissed'],
  },
  declaration: { value: 'ID', help: 'option.declaration' },
  from: { value: 'DAY', help: 'option.from' },
  header: { value: 'NAME:VALUE', help: 'option.header', many: true },
  kind: { value: 'KIND', help: 'option.kind', choices: kinds },
  kinds: { value: 'LIST', help: 'option.kinds' },
  lang: { value: 'LANGUAGE', help: 'option.lang', choices: ['fr', 'en'] },
  limit: { value: 'COUNT', help: 'option.limit' },
  municipalities: { value: 'LIST', help: 'option.municipalities' },
  overlap: { value: 'HOURS', help: 'option.overlap' },
  person: { value: 'SUBJECT', help: 'option.person' },
  provinces: { value: 'LIST', help: 'option.provinces' },
  purpose: { value: 'TEXT', help: 'option.purpose' },
  rate: { value: 'COUNT', help: 'option.rate' },
  reason: { value: 'TEXT', help: 'option.reason' },
  reference: { value: 'UF-…', help: 'option.reference' },
  settings: { value: 'FILE', help: 'option.settings' },
  since: { value: 'WHEN', help: 'option.since' },
  slots: { value: 'COUNT', help: 'option.slots' },
  state: { value: 'STATE', help: 'option.state' },
  timeout: { value: 'MS', help: 'option.timeout' },
  to: { value: 'DAY', help: 'option.to' },
  token: { value: 'TOKEN', help: 'option.token' },
  until: { value: 'WHEN', help: 'option.until' },
  url: { value: 'URL', help: 'option.url' },
} as const satisfies Record<string, OptionEntry>

export type FlagName = keyof typeof flags
export type ValueName = keyof typeof valued
export type OptionName = FlagName | ValueName

/** Every option there is: one word, one meaning, whichever command takes it. */
export const optionTable: Readonly<Record<OptionName, OptionEntry>> = { ...flags, ...valued }

/** What every command takes. */
export const optionsOfAll: readonly OptionName[] = ['json', 'url', 'token', 'lang', 'help']

/** What `--state` may be where deliveries are meant. */
export const statesOfDeliveries: readonly string[] = deliveryStates
