import { apiSettings } from '@unefois/assembly/service-settings.ts'
import { type Environment, parseSettings } from '@unefois/runtime/parse-settings.ts'
import { settings } from '@unefois/runtime/settings.ts'
import { z } from 'zod'

export const readConfig = (env: Environment) =>
  parseSettings(z.object({ ...apiSettings, UNEFOIS_SIMULATORS: settings.UNEFOIS_SIMULATORS }), env)
