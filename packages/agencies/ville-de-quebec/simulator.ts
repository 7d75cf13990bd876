import { simulates } from '../simulates.ts'

export const simulator = simulates('VDQ')
