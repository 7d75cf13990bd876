import { settings } from '@unefois/runtime/settings.ts'
import { foundationSettings } from './open-foundations.ts'

/** What every separate service reads. */
export const serviceSettings = {
  HOST: settings.HOST,
  PORT: settings.PORT,
  ...foundationSettings,
}

/** What every service that people or agencies call reads besides. */
export const apiSettings = {
  ...serviceSettings,
  UNEFOIS_AUTH: settings.UNEFOIS_AUTH,
}
