/** A NAS that begins with 0 and passes Luhn's check: an invented person's, from a number below a million. */
const inventedNas = (number: number): string => {
  const digits = `0${String(number).padStart(7, '0')}`
  const sum = [...digits].reduce((total, digit, i) => {
    const value = Number(digit) * (i % 2 === 0 ? 1 : 2)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return digits + String((10 - (sum % 10)) % 10)
}

const today = (): string => new Date().toLocaleDateString('en-CA', { timeZone: 'America/Toronto' })

/**
 * The move of invented person number `number` (below a million), told to the SAAQ, Retraite Québec, Revenu
 * Québec and Élections Québec; `house` tells one move of the person from the next.
 */
export const inventedMove = (number: number, house = 1) => ({
  kind: 'address-change',
  channel: 'web',
  language: 'fr',
  effectiveOn: today(),
  declarant: { person: 0, contact: { email: `personne.${number}@example.org` } },
  persons: [
    {
      name: { surname: 'Tremblay', given: 'Camille' },
      birthDate: '1988-04-17',
      sex: 'F',
      canadianCitizen: true,
      identifiers: {
        nas: inventedNas(number),
        permis: `T${String(number).padStart(4, '0').slice(-4)}-170488-${String(Math.floor(number / 10_000) % 100).padStart(2, '0')}`,
      },
    },
  ],
  oldAddress: { text: '1234, boul. René-Lévesque O, app. 4, Québec (Québec) G1S 1W8' },
  newAddress: { text: `${house}, 1re Avenue, Québec (Québec) G1L 3K4` },
})

export const toldOfInventedMove = ['saaq', 'rrq', 'revenu', 'dge'] as const
