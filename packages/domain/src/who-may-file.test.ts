import { describe, expect, it } from 'vitest'
import { type Role, roles } from './account.ts'
import { type Kind, kinds } from './declarations/declaration.ts'
import { mayFile } from './who-may-file.ts'

describe('mayFile', () => {
  const allowed: Readonly<Record<Kind, readonly Role[]>> = {
    'address-change': ['citizen', 'clerk', 'agent'],
    birth: ['clerk'],
    death: ['clerk'],
  }

  it.each(kinds)('lets exactly those file a %s who should', (kind) => {
    expect(roles.filter((role) => mayFile(role, kind))).toEqual(allowed[kind])
  })
})
