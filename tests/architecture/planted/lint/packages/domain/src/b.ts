import { a } from './a.ts'

export const b = (...x: any[]) => a() ?? x
