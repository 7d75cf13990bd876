import type { AgencyRequest } from './agency-request.ts'
import { exampleFiles } from './example-files.ts'

const agencyFile = ({ id, name }: AgencyRequest): string => `import { agencyId } from '@unefois/domain/ids.ts'
import type { RegisteredAgency } from '../registered-agency.ts'
import { usualLimits } from '../usual-limits.ts'
import { addressChange } from './address-change.ts'
import { simulator } from './simulator.ts'

export const agency: RegisteredAgency = {
  id: agencyId('${id}'),
  name: {
    fr: '${name}',
    en: '${name}',
  },
  agreement: {
    basis: {
      fr: 'Loi sur l’accès (RLRQ, c. A-2.1), art. 68; entente à conclure',
      en: 'Access Act (CQLR, c. A-2.1), s. 68; agreement to be made',
    },
    purpose: {
      fr: 'Tenir à jour l’adresse au dossier de la personne.',
      en: 'Keep the address of the person’s file up to date.',
    },
    attributes: ['name', 'birthDate', 'fileNumber', 'newAddress', 'effectiveOn'],
  },
  standing: 'agency',
  limits: usualLimits,
  hears: {
    'address-change': addressChange,
    birth: {
      code: 'not-concerned',
      text: {
        fr: 'Cet organisme n’est pas informé des naissances.',
        en: 'This agency is not told of births.',
      },
    },
    death: {
      code: 'not-concerned',
      text: {
        fr: 'Cet organisme n’est pas informé des décès.',
        en: 'This agency is not told of deaths.',
      },
    },
  },
  simulator,
}
`

const simulatorFile = ({ id }: AgencyRequest): string => `import { simulates } from '../simulates.ts'

export const simulator = simulates('${id.toUpperCase()}')
`

const addressChangeFile = ({
  id,
}: AgencyRequest): string => `import { notTold, told } from '@unefois/domain/agency.ts'
import { Address } from '@unefois/schemas/fields/address.ts'
import { FileNumber } from '@unefois/schemas/fields/file-number.ts'
import { IsoDate } from '@unefois/schemas/fields/iso-date.ts'
import { Name } from '@unefois/schemas/fields/name.ts'
import { z } from 'zod'
import { fileNumber } from '../file-number.ts'
import { hears } from '../hears.ts'
import { pick } from '../pick.ts'

/** Hears of the moves of those with a file there, by that file number alone. */
export const addressChange = hears('address-change', {
  attributes: ['name', 'birthDate', 'fileNumber', 'newAddress', 'effectiveOn'],

  told: {
    'holder-of-file': {
      fr: 'Un numéro de dossier à cet organisme est indiqué pour cette personne.',
      en: 'A file number at this agency is given for this person.',
    },
  },
  notTold: {
    'no-file-number': {
      fr: 'Aucun numéro de dossier à cet organisme n’est indiqué pour cette personne.',
      en: 'No file number at this agency is given for this person.',
    },
  },
  concern: ({ person }) => {
    const file = fileNumber(person, '${id}')
    return 'fileNumber' in file ? told('holder-of-file') : notTold('no-file-number')
  },

  payload: z.strictObject({
    name: Name,
    birthDate: IsoDate,
    fileNumber: FileNumber,
    newAddress: Address,
    effectiveOn: IsoDate,
  }),

  transform: ({ person, move }) => ({
    ...pick(person, 'name', 'birthDate'),
    ...fileNumber(person, '${id}'),
    ...pick(move, 'newAddress', 'effectiveOn'),
  }),
})
`

/** Path within the agency's folder → text, of a new agency that knows people by its own file number. */
export const agencyFiles = (request: AgencyRequest): ReadonlyMap<string, string> =>
  new Map([
    ['agency.ts', agencyFile(request)],
    ['simulator.ts', simulatorFile(request)],
    ['address-change.ts', addressChangeFile(request)],
    ...exampleFiles(request),
  ])
