import type { Rule } from '../tree.ts'
import { differences, listedIn, tableCodes } from './documented.ts'

/** docs/errors.md explains every refusal and every failure of an attempt, and no other. */
export const documentedErrors: Rule = (tree) => {
  const page = tree.get('docs/errors.md') ?? ''
  const refusals = listedIn(tree.get('packages/domain/src/refusal.ts') ?? '', 'refusalCodes')
  const failures = listedIn(tree.get('packages/broker/src/ports/sender.ts') ?? '', 'attemptFailures')
  return [
    ...differences({ code: refusals, page: tableCodes(page, 'Refusals'), at: 'docs/errors.md' }),
    ...differences({ code: failures, page: tableCodes(page, 'Attempt failures'), at: 'docs/errors.md' }),
  ]
}
