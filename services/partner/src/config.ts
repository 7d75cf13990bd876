import { apiSettings } from '@unefois/assembly/service-settings.ts'
import { type Environment, parseSettings } from '@unefois/runtime/parse-settings.ts'
import { settings } from '@unefois/runtime/settings.ts'
import { z } from 'zod'

const partner = z.object({
  ...apiSettings,
  UNEFOIS_SIMULATORS: settings.UNEFOIS_SIMULATORS,
  UNEFOIS_ENDPOINT_ALLOW: settings.UNEFOIS_ENDPOINT_ALLOW,
  UNEFOIS_PUBLIC_URL: settings.UNEFOIS_PUBLIC_URL,
})

export const readConfig = (env: Environment) => parseSettings(partner, env)
