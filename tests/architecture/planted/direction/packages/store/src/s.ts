export { b } from '@unefois/broker/b.ts'
import '@unefois/service-intake/app.ts'
