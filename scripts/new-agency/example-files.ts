import type { AddressChangeView } from '@unefois/domain/declarations/address-change.ts'
import type { AgencyRequest } from './agency-request.ts'

const view = (fileNumbers: Readonly<Record<string, string>> | undefined): AddressChangeView => ({
  kind: 'address-change',
  index: 0,
  person: {
    name: { surname: 'Tremblay', given: 'Camille' },
    birthDate: '1988-04-17',
    sex: 'F',
    canadianCitizen: true,
    identifiers: { nas: '046454286', ...(fileNumbers !== undefined && { fileNumbers }) },
  },
  move: {
    effectiveOn: '2026-12-01',
    oldAddress: {
      lines: ['1234, boul. René-Lévesque O, app. 4, Québec (Québec) G1S 1W8'],
      postalCode: 'G1S 1W8',
      country: 'CA',
    },
    newAddress: {
      lines: ['87, 1re Avenue, Québec (Québec)  G1L 3K4'],
      postalCode: 'G1L 3K4',
      country: 'CA',
    },
  },
  contact: { email: 'camille.tremblay@example.org' },
  partners: [],
  isDeclarant: true,
})

const refusal = { concern: { told: false, reason: 'no-file-number' }, payload: null, acknowledgement: null }

/** As the formatter writes JSON: a list of one text stays on its line. */
const jsonText = (value: unknown): string =>
  `${JSON.stringify(value, null, 2).replace(/\[\n\s+("[^"\n]*")\n\s+\]/g, '[$1]')}\n`

/** Golden examples: one who is told of, and two who are not, for the only reason there is. */
export const exampleFiles = ({ id }: AgencyRequest): readonly (readonly [string, string])[] => {
  const holder = view({ [id]: 'DEMO 4471' })
  const { person, move } = holder
  const examples = {
    'holder-of-file': {
      view: holder,
      concern: { told: true, reason: 'holder-of-file' },
      payload: {
        name: person.name,
        birthDate: person.birthDate,
        fileNumber: 'DEMO 4471',
        newAddress: move.newAddress,
        effectiveOn: move.effectiveOn,
      },
      acknowledgement: { outcome: 'accepted' },
    },
    'one-person-without-file': { view: view(undefined), ...refusal },
    'file-elsewhere-only': { view: view({ mess: '4471' }), ...refusal },
  }
  return Object.entries(examples).map(([name, example]) => [
    `examples/address-change/${name}.json`,
    jsonText(example),
  ])
}
