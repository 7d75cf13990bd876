import { b } from '@unefois/broker/b.ts'
export const a = b
