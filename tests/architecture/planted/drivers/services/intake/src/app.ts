import { pino } from 'pino'
export const app = pino
