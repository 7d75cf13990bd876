import type { Address } from '@unefois/domain/address.ts'
import { foldText } from './fold-text.ts'

/**
 * Equal for two addresses that are the same place, as far as their written form shows. What the address normaliser
 * writes alike is alike here; everything that compares places goes through this one function.
 */
export const placeKey = ({ lines, postalCode, country }: Address): string =>
  [foldText(lines.join(' ')), foldText(postalCode).replaceAll(' ', ''), country].join('|')
