import { ConfigurationError } from '@unefois/runtime/configuration-error.ts'
import { settings } from '@unefois/runtime/settings.ts'

type Read = 'PORT' | 'SIMULATOR_PORT' | 'UNEFOIS_DATA' | 'DATABASE_URL'

const read = <Name extends Read>(
  env: NodeJS.ProcessEnv,
  name: Name,
): ReturnType<(typeof settings)[Name]['parse']> => {
  const parsed = settings[name].safeParse(env[name] || undefined)
  if (!parsed.success)
    throw new ConfigurationError([
      { setting: name, problem: parsed.error.issues[0]?.message ?? 'is not valid' },
    ])
  return parsed.data as ReturnType<(typeof settings)[Name]['parse']>
}

/** What the command itself reads; the services read the rest. Throws `ConfigurationError`. */
export const separateSettings = (env: NodeJS.ProcessEnv) => ({
  port: read(env, 'PORT'),
  simulatorPort: read(env, 'SIMULATOR_PORT'),
  dataFolder: read(env, 'UNEFOIS_DATA'),
  databaseUrl: read(env, 'DATABASE_URL'),
})
