import { apiSettings } from '@unefois/assembly/service-settings.ts'
import { type Environment, parseSettings } from '@unefois/runtime/parse-settings.ts'
import { settings } from '@unefois/runtime/settings.ts'
import { z } from 'zod'

const intake = z.object({
  ...apiSettings,
  UNEFOIS_HOLD: settings.UNEFOIS_HOLD,
  UNEFOIS_PUBLIC_URL: settings.UNEFOIS_PUBLIC_URL,
})

export const readConfig = (env: Environment) => parseSettings(intake, env)
