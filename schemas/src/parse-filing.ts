import { type Declaration, type Kind, kinds } from '@unefois/domain/declarations/declaration.ts'
import type { Flaw } from '@unefois/domain/refusal.ts'
import type { z } from 'zod'
import { AddressChangeFiling, readAddressChange } from './declarations/address-change.ts'
import { BirthFiling, readBirth } from './declarations/birth.ts'
import { DeathFiling, readDeath } from './declarations/death.ts'
import type { Circumstances } from './filing/circumstances.ts'
import { type Findings, newFindings, type UnderstoodAddress } from './filing/findings.ts'
import type { FlawCode } from './flaw-catalogue.ts'
import { parsed } from './parsed.ts'

export type Filing =
  | {
      readonly ok: true
      readonly declaration: Declaration
      readonly warnings: readonly Flaw[]
      /** Refuse a filing, not a preview: addresses that are uncertain and that nobody has confirmed. */
      readonly unconfirmed: readonly Flaw[]
      /** What was understood of each address: `new`, `old`, `mailing`; `parent-0`, …; `domicile`, `declarant`. */
      readonly addresses: ReadonlyMap<string, UnderstoodAddress>
    }
  | { readonly ok: false; readonly flaws: readonly Flaw[] }

const refused = (pointer: string, code: FlawCode): Filing => ({ ok: false, flaws: [{ pointer, code }] })

/** The contract finds all that is wrong by itself; then what is well-formed is read against the circumstances. */
const reader =
  <Contract extends z.ZodType>(
    contract: Contract,
    read: (filed: z.output<Contract>, circumstances: Circumstances, findings: Findings) => Declaration,
  ) =>
  (body: object, circumstances: Circumstances): Filing => {
    const filed = parsed(contract, body)
    if (!filed.ok) return filed
    const findings = newFindings()
    const declaration = read(filed.value, circumstances, findings)
    const { flaws, warnings, unconfirmed, addresses } = findings
    if (flaws.length > 0) return { ok: false, flaws }
    return { ok: true, declaration, warnings, unconfirmed, addresses }
  }

/** One line for each kind. */
const readers: Readonly<Record<Kind, (body: object, circumstances: Circumstances) => Filing>> = {
  'address-change': reader(AddressChangeFiling, readAddressChange),
  birth: reader(BirthFiling, readBirth),
  death: reader(DeathFiling, readDeath),
}

/**
 * A declaration as filed, from whatever was sent: parsed once, here, into the domain's own type. Every flaw has
 * the pointer to its field and a code of the flaw catalogue. Never throws.
 */
export const parseFiling = (body: unknown, circumstances: Circumstances): Filing => {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return refused('', 'expected-object')
  const given: unknown = Object.hasOwn(body, 'kind') ? (body as { kind: unknown }).kind : undefined
  if (given === undefined) return refused('/kind', 'required')
  const kind = kinds.find((each) => each === given)
  if (kind !== undefined) return readers[kind](body, circumstances)
  return refused('/kind', typeof given === 'string' ? 'kind-unknown' : 'expected-text')
}
