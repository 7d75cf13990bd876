import type { Declaration } from '@unefois/domain/declarations/declaration.ts'
import { attestedBirth } from './attested-birth.ts'
import { placeKey } from './place-key.ts'
import type { Vault } from './ports/vault.ts'

const saidBy = (declaration: Declaration): readonly (string | null)[] => {
  switch (declaration.kind) {
    case 'address-change': {
      const { effectiveOn, newAddress, mailingAddress } = declaration.move
      return [
        effectiveOn,
        placeKey(newAddress),
        mailingAddress === undefined ? null : placeKey(mailingAddress),
      ]
    }
    case 'birth':
      return attestedBirth(declaration)
    case 'death':
      return [declaration.death.date]
  }
}

/** Keyed hash of what a declaration says, apart from whom it concerns; the same through every channel. */
export const matterOf = (declaration: Declaration, vault: Pick<Vault, 'identifierHash'>): Buffer =>
  vault.identifierHash('matter', JSON.stringify([declaration.kind, ...saidBy(declaration)]))
