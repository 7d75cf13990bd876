import { Reminder } from '@unefois/schemas/reminder.ts'

/** The deliveries that a reminder names; null for what is none. */
export const readReminder = (body: Buffer, webhookId: string): readonly string[] | null => {
  // Nearly everything is a notice: parsed once, by its own reader.
  if (!body.includes('"unefois.reminder.v1"')) return null
  try {
    const reminder = Reminder.parse(JSON.parse(body.toString()))
    return reminder.id === webhookId ? reminder.data.deliveries : null
  } catch {
    return null
  }
}
