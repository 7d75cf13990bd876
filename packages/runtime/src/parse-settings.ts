import type { z } from 'zod'
import { ConfigurationError, type SettingFlaw } from './configuration-error.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** Compose and Kubernetes hand over `NAME=` for what nobody set, so an empty value counts as unset. */
const withoutEmpty = (env: Environment): Record<string, string> =>
  Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      value === undefined || value.trim() === '' ? [] : [[name, value]],
    ),
  )

const flawsOf = (issues: readonly z.core.$ZodIssue[], given: Environment): SettingFlaw[] =>
  issues.map(({ path, message }) => {
    const setting = String(path[0])
    return { setting, problem: given[setting] === undefined ? 'is missing' : message }
  })

/** The demonstration tokens are public: whoever runs a production with them has no sign-in at all. */
const productionFlaws = (schema: z.ZodObject, given: Environment): SettingFlaw[] =>
  'UNEFOIS_AUTH' in schema.shape && given['NODE_ENV'] === 'production' && given['UNEFOIS_AUTH'] === 'demo'
    ? [{ setting: 'UNEFOIS_AUTH', problem: 'must not be "demo" when NODE_ENV is production' }]
    : []

/**
 * Reads the settings that `schema` names from `env`, and from `defaults` where `env` says nothing.
 * Throws a `ConfigurationError` naming every bad one.
 */
export const parseSettings = <Schema extends z.ZodObject>(
  schema: Schema,
  env: Environment,
  defaults: Environment = {},
): z.output<Schema> => {
  const given = { ...defaults, ...withoutEmpty(env) }
  const parsed = schema.safeParse(given)
  const flaws = [
    ...(parsed.success ? [] : flawsOf(parsed.error.issues, given)),
    ...productionFlaws(schema, given),
  ]
  if (!parsed.success || flaws.length > 0) throw new ConfigurationError(flaws)
  return parsed.data
}
