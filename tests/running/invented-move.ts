/** A NAS that begins with 0 and passes Luhn's check: an invented person's, from a number from 1 to 999,999. */
const inventedNas = (number: number): string => {
  const digits = `0${String(number).padStart(7, '0')}`
  const sum = [...digits].reduce((total, digit, i) => {
    const value = Number(digit) * (i % 2 === 0 ? 1 : 2)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return digits + String((10 - (sum % 10)) % 10)
}

const today = (): string => new Date().toLocaleDateString('en-CA', { timeZone: 'America/Toronto' })

const surnames = [
  'Tremblay',
  'Gagnon',
  'Roy',
  'Côté',
  'Bouchard',
  'Gauthier',
  'Morin',
  'Lavoie',
  'Fortin',
  'Gagné',
]
const givenNames = [
  'Camille',
  'Étienne',
  'Léa',
  'Olivier',
  'Maëlle',
  'Samuel',
  'Noémie',
  'Gabriel',
  'Zoé',
  'Félix',
  'Inès',
]

const twoDigits = (number: number): string => String(number).padStart(2, '0')

/** Day, month and year of birth: an adult's, another for each of 28 × 12 × 50 numbers in a row. */
const birthOf = (number: number) => ({
  day: twoDigits(1 + (number % 28)),
  month: twoDigits(1 + (Math.floor(number / 28) % 12)),
  year: String(1945 + (Math.floor(number / 336) % 50)),
})

/**
 * The move of invented person number `number` (1 to 999,999), told to the SAAQ, Retraite Québec, Revenu Québec and
 * Élections Québec; `house` tells one move of the person from the next.
 */
export const inventedMove = (number: number, house = 1) => {
  const { day, month, year } = birthOf(number)
  const surname = surnames[number % surnames.length] ?? 'Tremblay'
  const serial = String(number).padStart(6, '0')
  return {
    kind: 'address-change',
    channel: 'web',
    language: 'fr',
    effectiveOn: today(),
    declarant: { person: 0, contact: { email: `personne.${number}@example.org` } },
    persons: [
      {
        name: { surname, given: givenNames[number % givenNames.length] ?? 'Camille' },
        birthDate: `${year}-${month}-${day}`,
        sex: 'F',
        canadianCitizen: true,
        identifiers: {
          nas: inventedNas(number),
          permis: `${surname.charAt(0)}${serial.slice(0, 4)}-${day}${month}${year.slice(2)}-${serial.slice(4)}`,
        },
      },
    ],
    oldAddress: { text: '1234, boul. René-Lévesque O, app. 4, Québec (Québec) G1S 1W8' },
    newAddress: { text: `${house}, 1re Avenue, Québec (Québec) G1L 3K4`, confirmed: true },
  }
}

export const toldOfInventedMove = ['saaq', 'rrq', 'revenu', 'dge'] as const
