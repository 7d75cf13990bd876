import { z } from 'zod'
import { createJournal, type Journal } from './journal.ts'
import { type Environment, parseSettings } from './parse-settings.ts'
import { settings } from './settings.ts'

/** The journal of a service, as loud as the environment wishes. */
export const journalFor = (service: string, env: Environment): Journal => {
  const { LOG_LEVEL } = parseSettings(z.object({ LOG_LEVEL: settings.LOG_LEVEL }), env)
  return createJournal({ service, level: LOG_LEVEL })
}
