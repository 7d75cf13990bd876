import type { Declaration } from '@unefois/domain/declarations/declaration.ts'
import type { Flaw } from '@unefois/domain/refusal.ts'
import { AddressChangeFiling, readAddressChange } from './declarations/address-change.ts'
import { addressChangeLater } from './declarations/address-change-later.ts'
import type { Circumstances } from './filing/circumstances.ts'
import { newFindings } from './filing/findings.ts'
import type { FlawCode } from './flaw-catalogue.ts'
import { parsed } from './parsed.ts'

export type Filing =
  | { readonly ok: true; readonly declaration: Declaration; readonly warnings: readonly Flaw[] }
  | { readonly ok: false; readonly flaws: readonly Flaw[] }

const kindsToCome: readonly unknown[] = ['birth', 'death']

const refused = (pointer: string, code: FlawCode): Filing => ({ ok: false, flaws: [{ pointer, code }] })

/**
 * A declaration as filed, from whatever was sent: parsed once, here, into the domain's own type. Every flaw has
 * the pointer to its field and a code of the flaw catalogue. Never throws.
 */
export const parseFiling = (body: unknown, circumstances: Circumstances): Filing => {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return refused('', 'expected-object')
  const kind: unknown = Object.hasOwn(body, 'kind') ? (body as { kind: unknown }).kind : undefined
  if (kind === undefined) return refused('/kind', 'required')
  if (kindsToCome.includes(kind)) return refused('/kind', 'kind-not-yet-accepted')
  if (kind === 'address-change') return parseAddressChange(body, circumstances)
  return refused('/kind', typeof kind === 'string' ? 'kind-unknown' : 'expected-text')
}

const parseAddressChange = (body: object, circumstances: Circumstances): Filing => {
  const later = addressChangeLater(body)
  if (later.length > 0) return { ok: false, flaws: later }
  const filed = parsed(AddressChangeFiling, body)
  if (!filed.ok) return filed
  const findings = newFindings()
  const declaration = readAddressChange(filed.value, circumstances, findings)
  if (findings.flaws.length > 0) return { ok: false, flaws: findings.flaws }
  return { ok: true, declaration, warnings: findings.warnings }
}
