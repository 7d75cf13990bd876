import { agencyId } from '@unefois/domain/ids.ts'
import { expect, test } from 'vitest'
import { demonstrationTokens } from './accounts.ts'

const accounts = demonstrationTokens([agencyId('saaq'), agencyId('etat-civil')])

test.each([
  ['Bearer demo-citizen', { id: 'demo-citizen', role: 'citizen' }],
  ['bearer demo-citizen-2', { id: 'demo-citizen-2', role: 'citizen' }],
  ['Bearer demo-clerk', { id: 'demo-clerk', role: 'clerk', office: 'demo-civil-status' }],
  ['Bearer demo-agency-etat-civil', { id: 'demo-agency-etat-civil', role: 'partner', agency: 'etat-civil' }],
])('%s stands for its account', (authorization, account) => {
  expect(accounts.of(authorization)).toEqual(account)
})

test.each([
  undefined,
  '',
  'Bearer',
  'Bearer ',
  'demo-citizen',
  'Basic demo-citizen',
  'Bearer demo-agency-cra',
  'Bearer constructor',
  'Bearer demo-citizen extra',
])('%s stands for nobody', (authorization) => {
  expect(accounts.of(authorization)).toBeNull()
})
