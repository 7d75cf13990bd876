import { app } from '@unefois/service-intake/app.ts'

export const b = app
