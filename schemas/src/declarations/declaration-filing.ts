import { z } from 'zod'
import { AddressChangeFiling } from './address-change.ts'
import { BirthFiling } from './birth.ts'
import { DeathFiling } from './death.ts'

/** A declaration of any kind as filed: documents the interface. `parseFiling` reads, one kind at a time. */
export const DeclarationFiling = z.discriminatedUnion('kind', [AddressChangeFiling, BirthFiling, DeathFiling])
