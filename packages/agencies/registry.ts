import { agency as cnesst } from './cnesst/agency.ts'
import { agency as cra } from './cra/agency.ts'
import { agency as dge } from './dge/agency.ts'
import { agency as etatCivil } from './etat-civil/agency.ts'
import { agency as hydroQuebec } from './hydro-quebec/agency.ts'
import { agency as mess } from './mess/agency.ts'
import { agency as ramq } from './ramq/agency.ts'
import type { RegisteredAgency } from './registered-agency.ts'
import { agency as revenu } from './revenu/agency.ts'
import { agency as rrq } from './rrq/agency.ts'
import { agency as saaq } from './saaq/agency.ts'
import { agency as serviceCanada } from './service-canada/agency.ts'
import { agency as villeDeQuebec } from './ville-de-quebec/agency.ts'

/** Every agency that is told, or might be. */
export const registry: readonly RegisteredAgency[] = [
  // One line each, in the order in which plans and pages list them.
  saaq,
  ramq,
  rrq,
  revenu,
  dge,
  etatCivil,
  mess,
  cnesst,
  cra,
  serviceCanada,
  hydroQuebec,
  villeDeQuebec,
]
