import type { RegisteredAgency } from './registered-agency.ts'
import { registry } from './registry.ts'

const byId = new Map<string, RegisteredAgency>(registry.map((agency) => [agency.id, agency]))

/** The agency of that id, or undefined. */
export const findAgency = (id: string): RegisteredAgency | undefined => byId.get(id)
