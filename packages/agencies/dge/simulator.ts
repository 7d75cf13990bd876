import { simulates } from '../simulates.ts'

/** Accepts every elector: nothing in a move tells Élections Québec a stranger. */
export const simulator = simulates('DGE')
