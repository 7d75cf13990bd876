import { relay } from '@unefois/service-relay/app.ts'
import { x } from '@unefois/assembly/x.ts'
export const all = [relay, x]
