import { agencyFolders } from './rules/agency-folders.ts'
import { bannedNames } from './rules/banned-names.ts'
import { barrels } from './rules/barrels.ts'
import { declaredDependencies } from './rules/declared-dependencies.ts'
import { direction } from './rules/direction.ts'
import { documentedErrors } from './rules/documented-errors.ts'
import { documentedLogs } from './rules/documented-logs.ts'
import { documentedSettings } from './rules/documented-settings.ts'
import { drivers } from './rules/drivers.ts'
import { links } from './rules/links.ts'
import { privatePlaces } from './rules/private-places.ts'
import { readmes } from './rules/readmes.ts'
import { sizes } from './rules/sizes.ts'
import { suppressions } from './rules/suppressions.ts'
import type { Rule } from './tree.ts'

/** By the name of the folder in `planted/` that violates it. */
export const rules: Readonly<Record<string, Rule>> = {
  'agency-folders': agencyFolders,
  'banned-names': bannedNames,
  barrels,
  'declared-dependencies': declaredDependencies,
  direction,
  'documented-errors': documentedErrors,
  'documented-logs': documentedLogs,
  'documented-settings': documentedSettings,
  drivers,
  links,
  'private-places': privatePlaces,
  readmes,
  sizes,
  suppressions,
}
