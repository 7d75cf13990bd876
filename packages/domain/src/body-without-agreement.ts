import type { Service, Silence } from './agency.ts'
import type { Bilingual } from './bilingual.ts'
import type { Kind } from './declarations/declaration.ts'
import type { AgencyId } from './ids.ts'

/**
 * A body that a declaration concerns and that may be told nothing, since no agreement exists with it. It is no
 * agency (it has no agreement, no endpoint, no deliveries): the plan only shows that it was not forgotten.
 */
export type BodyWithoutAgreement = {
  readonly id: AgencyId
  readonly name: Bilingual
  /** The programmes that being told would serve, by kind. A kind that is absent does not concern it: no line. */
  readonly wouldServe: Readonly<Partial<Record<Kind, readonly Service[]>>>
}

/** The reason of every such line. */
export const noAgreement: Silence = {
  code: 'no-agreement',
  text: {
    fr: 'Cet organisme serait visé, mais aucune entente ne permet de l’informer d’ici : il faut le faire soi-même.',
    en: 'This body would be concerned, but no agreement allows telling it from here: please tell it yourself.',
  },
}
