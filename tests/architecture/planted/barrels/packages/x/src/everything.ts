export const y = 1
export * from './x.ts'
