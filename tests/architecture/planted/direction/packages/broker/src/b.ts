import type { S } from '@unefois/store/s.ts'
import { a } from '../../domain/src/a.ts'
export type B = S & typeof a
