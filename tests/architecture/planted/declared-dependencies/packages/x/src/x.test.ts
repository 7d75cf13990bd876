import { test } from 'vitest'
import fc from 'fast-check'
import { db } from '@unefois/tests/db.ts'
import { id } from '@unefois/domain/ids.ts'
test('', () => fc.assert(db, id))
