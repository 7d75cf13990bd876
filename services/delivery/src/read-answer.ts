import { boundDeferral } from '@unefois/broker/bound-deferral.ts'
import type { Acknowledgement } from '@unefois/domain/acknowledgement.ts'
import { parseAcknowledgement } from '@unefois/schemas/acknowledgement.ts'

const parsedJson = (body: Buffer): unknown => {
  if (body[0] !== 0x7b) return null
  try {
    return JSON.parse(body.toString())
  } catch {
    return null
  }
}

const acknowledgementIn = (value: unknown): Acknowledgement | null => {
  const parsed = parseAcknowledgement(value)
  return parsed.ok ? boundDeferral(parsed.value, new Date()) : null
}

/**
 * The business answer in a 2xx's body, or null when there is none: the agency then has received the notice and
 * will acknowledge later. A body that is not understood must never undo a receipt.
 */
const one = (body: Buffer): Acknowledgement | null => {
  const value = parsedJson(body)
  return value === null ? null : acknowledgementIn(value)
}

/** `{ items: [{ id, outcome, … }] }`; an item that is not understood says as much as one that is not there. */
const many = (body: Buffer): ReadonlyMap<string, Acknowledgement> => {
  const value = parsedJson(body)
  const items = typeof value === 'object' && value !== null && 'items' in value ? value.items : null
  if (!Array.isArray(items)) return new Map()
  return new Map(
    items.flatMap((item: unknown) => {
      if (typeof item !== 'object' || item === null || !('id' in item) || typeof item.id !== 'string')
        return []
      const acknowledgement = acknowledgementIn(item)
      return acknowledgement === null ? [] : [[item.id, acknowledgement] as const]
    }),
  )
}

export const readAnswer = { one, many }
