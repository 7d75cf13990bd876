import { randomUUID } from 'node:crypto'
import type { EventLog } from '@unefois/broker/ports/event-log.ts'
import { afterAll, afterEach, beforeAll, describe } from 'vitest'
import { failureConformance } from './failure-conformance.ts'
import { groupConformance } from './group-conformance.ts'
import type { Bench, DriverUnderTest, LogUnderTest, Opener } from './log-under-test.ts'
import { publishingConformance } from './publishing-conformance.ts'
import { rebalanceConformance } from './rebalance-conformance.ts'

/** The one suite that every driver of the event log passes. Registers vitest tests; call it at a file's top. */
export function eventLogConformance(driver: DriverUnderTest): void {
  describe.skipIf(driver.unavailable)(`event log conformance: ${driver.name}`, { timeout: 90_000 }, () => {
    let log: LogUnderTest | undefined
    let opener: Opener | undefined
    const opened: EventLog[] = []

    beforeAll(async () => {
      log = await driver.create()
      opener = (await import(log.opener)) as Opener
    }, 180_000)
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((client) => client.close()))
    }, 60_000)
    afterAll(() => log?.dispose(), 60_000)

    const bench: Bench = {
      async open() {
        if (!opener || !log) throw new Error('the log was not created')
        const client = await opener.openLog(log.settings)
        opened.push(client)
        return client
      },
      async topic(partitions) {
        const topic = `conformance-${randomUUID()}`
        const client = await bench.open()
        await client.ensureTopic(topic, partitions)
        return topic
      },
      group: () => `conformance-group-${randomUUID()}`,
      takeOverMs: driver.takeOverMs ?? 30_000,
      get opener() {
        return log?.opener ?? ''
      },
      get settings() {
        return log?.settings
      },
    }

    publishingConformance(bench)
    groupConformance(bench)
    failureConformance(bench)
    rebalanceConformance(bench)
  })
}
