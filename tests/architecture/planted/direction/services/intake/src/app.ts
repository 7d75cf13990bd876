import { relay } from '@unefois/service-relay/app.ts'
import { s } from '@unefois/store/s.ts'
export const app = [relay, s]
