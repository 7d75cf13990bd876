// Only what others export.
export { a } from './a.ts'
export type { B } from './b.ts'
