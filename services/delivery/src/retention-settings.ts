import { settings } from '@unefois/runtime/settings.ts'

/** How long things are kept, each in milliseconds. */
export const retentionSettings = {
  UNEFOIS_KEEP_ATTEMPTS: settings.UNEFOIS_KEEP_ATTEMPTS,
  UNEFOIS_KEEP_DELIVERIES: settings.UNEFOIS_KEEP_DELIVERIES,
  UNEFOIS_KEEP_DECLARATIONS: settings.UNEFOIS_KEEP_DECLARATIONS,
  UNEFOIS_KEEP_AUDIT: settings.UNEFOIS_KEEP_AUDIT,
  UNEFOIS_KEEP_IDEMPOTENCY_KEYS: settings.UNEFOIS_KEEP_IDEMPOTENCY_KEYS,
}

export type RetentionSettings = Readonly<Record<keyof typeof retentionSettings, number>>
