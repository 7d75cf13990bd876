import type { RegisteredAgency } from '@unefois/agencies/registered-agency.ts'

/** As much of an agency as its simulator plays: what it hears, in which form, and how it answers. */
export type SimulatedAgency = Pick<RegisteredAgency, 'id' | 'hears' | 'simulator'>
