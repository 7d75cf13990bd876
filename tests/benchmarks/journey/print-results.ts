import { textTable } from '../text-table.ts'
import type { DriverResult } from './summarise-runs.ts'

const whole = (value: number): string => Math.round(value).toLocaleString('en-CA')
const parts = (of: Readonly<Record<string, number>>): string =>
  Object.entries(of)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')

/** The coordinator and the system themselves take some 5 %. */
const busy = 0.15

/** One table, a column a driver. */
export const resultsAsText = (results: readonly DriverResult[]): string => {
  const row = (name: string, cell: (result: DriverResult) => string) => [name, ...results.map(cell)]
  const table = textTable([
    row('', ({ driver }) => driver),
    row('deliveries acknowledged /s', (result) => whole(result.deliveriesPerSecond)),
    row('declarations /s', (result) => whole(result.declarationsPerSecond)),
    row('raw ceiling /s', (result) => whole(result.rawPerSecond)),
    row('share of the ceiling', ({ ratio }) => `${(ratio * 100).toFixed(1)} %`),
    row("by undici's request, by fetch /s", ({ rawOtherwise }) =>
      Object.values(rawOtherwise).map(whole).join(', '),
    ),
    row('CPU per delivery, all programs', ({ cpuMsPerDelivery }) => `${cpuMsPerDelivery.toFixed(3)} ms`),
    row('CPU per raw delivery', ({ rawCpuMsPerDelivery }) => `${rawCpuMsPerDelivery.toFixed(3)} ms`),
    row('database transactions per delivery', (result) => result.transactionsPerDelivery.toFixed(2)),
    row('accepted → acknowledged by all, p50', ({ p50Ms }) => `${p50Ms.toFixed(1)} ms`),
    row('    at 50 declarations /s, p95', ({ p95Ms }) => `${p95Ms.toFixed(1)} ms`),
    row('                           p99', ({ p99Ms }) => `${p99Ms.toFixed(1)} ms`),
    row('filed → accepted, p95', ({ acceptP95Ms }) => `${acceptP95Ms.toFixed(1)} ms`),
    row('ledgers agree', ({ verified }) => (verified ? 'yes' : 'NO')),
  ])
  const notes = results.flatMap(({ driver, cpuMsByProgram, memoryMb, flaws, takenByOthers }) => [
    `${driver}: CPU ms per delivery: ${parts(cpuMsByProgram)}`,
    `${driver}: memory, MB: ${parts(memoryMb)}`,
    ...(takenByOthers > busy
      ? [
          `${driver}: other programs took ${Math.round(takenByOthers * 100)} % of the CPU used: only CPU figures count`,
        ]
      : []),
    ...flaws.map((flaw) => `${driver}: FAILED: ${flaw}`),
  ])
  const machine = results[0]?.machine
  const kafka = results.find((result) => result.machine.kafka !== null)?.machine.kafka
  const on = machine
    ? `${machine.cores} × ${machine.processor}, ${machine.memoryGb} GB, Node ${machine.node}, ` +
      `PostgreSQL ${machine.postgresql}, ${kafka ? `Kafka ${kafka}, ` : ''}commit ${machine.commit}`
    : ''
  return [table, '', ...notes, on].join('\n')
}
