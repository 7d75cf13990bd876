const { x } = await import('@unefois/broker/b.ts')
export const agency = x
// import { y } from '@unefois/store/y.ts'
