import type { Command } from './commands.ts'

const move = (permis: boolean, later: boolean): Command => ({ do: 'move', permis, later, which: 0 })
const correctMove = (permis: boolean, later: boolean): Command => ({
  do: 'correct-move',
  permis,
  later,
  which: 0,
})
const decide = (what: 'withdraw-move' | 'die' | 'correct-death' | 'restore'): Command => ({
  do: what,
  which: 0,
})
const open: Command = { do: 'open', agency: 0, again: false }
const take: Command = { do: 'take', agency: 0 }
const changeOwner: Command = { do: 'change-owner', agency: 0 }
const failed: Command = { do: 'finish', agency: 0, ending: 'failed' }

/** Stories that ended wrong once, each by a mistake of its own; played before any other. */
export const foundOnce: readonly (readonly Command[])[] = [
  // A correction of a correction forgot that the first declaration was under way: nobody took it back.
  [move(true, false), open, take, correctMove(true, true), decide('withdraw-move'), open],
  [move(true, false), open, take, correctMove(true, true), open, correctMove(true, false), open, take],
  // A second death, or the withdrawal of one, overtook the first that was being tried again.
  [decide('die'), open, take, failed, decide('die')],
  [decide('die'), open, take, failed, decide('restore'), open, take],
  // A death and its withdrawal in one batch: what was opened between them was held for ever.
  [decide('die'), move(true, false), decide('restore'), open],
  // Filed twice, withdrawn once: the person is still dead, and the move must wait.
  [decide('die'), decide('die'), open, move(true, false), decide('restore'), open, take],
  // Told, no longer told, told again: the plain notice overtook the one that took the first back, which still waited for
  // the first; at once, and by way of a correction that told nobody either.
  [move(true, false), open, changeOwner, correctMove(false, true), open, correctMove(true, false)],
  [
    move(true, false),
    open,
    changeOwner,
    correctMove(false, true),
    open,
    correctMove(false, true),
    open,
    correctMove(true, false),
  ],
]
