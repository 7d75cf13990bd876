import type { Colour } from './style.ts'

const colours: Readonly<Record<string, Colour>> = {
  accepted: 'green',
  completed: 'green',
  active: 'green',
  running: 'green',
  closed: 'green',
  received: 'cyan',
  due: 'cyan',
  probing: 'yellow',
  held: 'yellow',
  deferred: 'yellow',
  paused: 'yellow',
  unverified: 'yellow',
  'awaiting-approval': 'yellow',
  'needs-review': 'red',
  rejected: 'red',
  parked: 'red',
  listed: 'red',
  open: 'red',
}

/** A state as a cell: red waits for somebody, yellow for its time. The word itself is never lost. */
export const stateCell = (state: string) => ({ text: state, colour: colours[state] ?? null })
