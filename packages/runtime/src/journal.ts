import { type DestinationStream, pino } from 'pino'
import { type FieldShape, type FieldValue, hasShape } from './field-shape.ts'
import { type LogCode, type LogEntry, logCatalogue } from './log-catalogue.ts'

type Catalogue = typeof logCatalogue
type CodeAt<Level extends LogEntry['level']> = {
  [Code in LogCode]: Catalogue[Code]['level'] extends Level ? Code : never
}[LogCode]

type FieldsOf<Shapes> = {
  readonly [Field in keyof Shapes]?: Shapes[Field] extends FieldShape
    ? FieldValue<Shapes[Field]> | undefined
    : never
}
/** `{}` would take any object: a code without fields takes none. */
export type LogFields<Code extends LogCode> = keyof Catalogue[Code]['fields'] extends never
  ? Readonly<Record<string, never>>
  : FieldsOf<Catalogue[Code]['fields']>

/** Codes of the catalogue with their own fields; anything else does not compile, and is dropped at run time. */
export type Journal = {
  info<Code extends CodeAt<'debug' | 'info'>>(code: Code, fields?: LogFields<Code>): void
  alarm<Code extends CodeAt<'warn' | 'error'>>(code: Code, fields?: LogFields<Code>): void
}

export type JournalOptions = {
  readonly service: string
  readonly level: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  /** Standard output unless given; written synchronously, so that a crash loses no line. */
  readonly output?: DestinationStream
}

/** A value of the wrong shape leaves this instead, so that the mistake can be seen. */
const withheld = '[withheld]'

const allowed = (entry: LogEntry, fields: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(entry.fields).flatMap(([name, shape]) => {
      const value = fields[name]
      if (value === undefined) return []
      return [[name, hasShape(shape, value) ? value : withheld]]
    }),
  )

export const createJournal = ({ service, level, output }: JournalOptions): Journal => {
  const log = pino(
    {
      level,
      base: { service },
      messageKey: 'sentence',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    output ?? pino.destination({ dest: 1, sync: true }),
  )
  const write = (code: string, fields: Readonly<Record<string, unknown>> = {}): void => {
    if (!Object.hasOwn(logCatalogue, code)) return
    const entry: LogEntry = logCatalogue[code as LogCode]
    if (!log.isLevelEnabled(entry.level)) return
    log[entry.level]({ code, ...allowed(entry, fields) }, entry.sentence)
  }
  return { info: write, alarm: write }
}
