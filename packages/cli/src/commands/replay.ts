import type { Command } from '../command.ts'
import { deliveryFilter, replayFilterOptions } from '../words/delivery-filter.ts'
import { misuse } from '../words/misuse.ts'
import { statesOfDeliveries } from '../words/option-table.ts'
import { replayMany } from './replay-many.ts'
import { replaySome } from './replay-some.ts'

/** Sends again: the deliveries that are named, or those that a filter finds. */
export const replay: Command = {
  name: 'replay',
  summary: 'command.replay',
  operands: [{ name: 'ID', optional: true, many: true }],
  options: [...replayFilterOptions, 'reason', 'rate', 'force', 'dry-run', 'yes', 'detach'],
  choices: { state: statesOfDeliveries },
  run: async (call) => {
    const filter = deliveryFilter(call.options, call.style.now)
    const filtered = Object.keys(filter).length > 0
    const named = call.operands.length > 0
    if (named && filtered) throw misuse('failure.replay-ids-and-filter')
    // Everything is never meant by saying nothing.
    if (!named && !filtered) throw misuse('failure.replay-without-filter')
    return named ? replaySome(call) : replayMany(call, filter)
  },
}
