import { whyNoKafka } from '@unefois/infra/kafka-local/kafka-for-tests.ts'
import { expect, test } from 'vitest'
import { printDrain } from './drain/print-drain.ts'
import { runDrain } from './drain/run-drain.ts'

const why = await whyNoKafka({ toBreak: true })
if (why) console.warn(`NOT RUN ON KAFKA: ${why}`)
const say = (line: string): void => console.info(line)

/** The long version: `npm run faults -- drain --log kafka`. */
test.skipIf(why)(
  'the deliverer killed while it reads a backlog from Kafka: nothing lost, and twice only what was in flight',
  async () => {
    const report = await runDrain({ log: 'kafka', declarations: 400, from: 'log', compare: false, say })
    printDrain(report, say)
    expect(report.violations).toEqual([])
  },
  500_000,
)
