import { whyNoKafka } from '@unefois/infra/kafka-local/kafka-for-tests.ts'
import { expect, test } from 'vitest'
import { chosenSeed } from './chaos/chosen-seed.ts'
import { printReport } from './chaos/print-report.ts'
import { runChaos } from './chaos/run-chaos.ts'

const why = await whyNoKafka({ toBreak: true })
if (why) console.warn(`NOT RUN ON KAFKA: ${why}`)

const kills = { services: 2, deliveries: 1, simulators: 0, ground: 1 }
const declarations = 300

/** The long version: `npm run faults -- --log kafka`. */
test.skipIf(why)(
  'services and broker killed at random instants on Kafka lose, double, misplace and disorder nothing',
  async () => {
    const say = (line: string): void => console.info(line)
    const seed = chosenSeed()
    const report = await runChaos({ log: 'kafka', seed, declarations, seconds: 15, kills, say })
    printReport(report, say)
    expect(report.violations).toEqual([])
    expect(report.kills).toMatchObject({ intake: 2, relay: 2, 'delivery-1': 1, 'delivery-2': 1, kafka: 1 })
    expect(report.filings.refused).toBe(0)
    // A tenth of those without a first answer are given up on purpose.
    expect(report.filings.acknowledged).toBeGreaterThan(declarations * 0.8)
  },
  300_000,
)
