import { app } from '@unefois/service-relay/app.ts'

export const b = app
