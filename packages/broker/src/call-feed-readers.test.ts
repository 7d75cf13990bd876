import { agencyId } from '@unefois/domain/ids.ts'
import { expect, test } from 'vitest'
import { callFeedReaders } from './call-feed-readers.ts'
import type { DeliveryWork } from './ports/deliveries.ts'

const [saaq, ramq] = [agencyId('saaq'), agencyId('ramq')]

/** Wake-ups in memory, and work that opens or releases so many. */
const parts = (opened: number) => {
  const listeners = new Map<string, () => void>()
  const signals: string[] = []
  const wakeUps = {
    signal: (channel: string) => void signals.push(channel),
    listen: (channel: string, wake: () => void) => {
      listeners.set(channel, wake)
      return () => void listeners.delete(channel)
    },
  }
  const work = {
    open: async () => ({ opened, heads: [], repeated: 0, gaps: [] }),
    release: async () => opened,
  } as unknown as DeliveryWork
  const called = callFeedReaders(work, wakeUps, [saaq, ramq])
  return {
    ...called,
    listeners,
    signals,
    waits: (agency: string) => listeners.get(`feed-read:${agency}`)?.(),
  }
}

test('only who waits at its feed is called, when something was opened or released for it', async () => {
  const { work, signals, waits } = parts(1)
  await work.open(saaq, [])
  expect(signals).toEqual([])
  waits('saaq')
  await work.open(saaq, [])
  await work.open(ramq, [])
  await work.release([{ agency: saaq, shard: 0, epoch: 1n }], [])
  expect(signals).toEqual(['feed:saaq', 'feed:saaq'])
})

test('nothing new calls nobody, and afterwards nobody listens', async () => {
  const { work, signals, waits, end, listeners } = parts(0)
  waits('saaq')
  await work.open(saaq, [])
  await work.release([{ agency: saaq, shard: 0, epoch: 1n }], [])
  expect(signals).toEqual([])
  end()
  expect(listeners.size).toBe(0)
})
