import { type Opener, subscribing } from './log-under-test.ts'
import type { MemberOrders } from './member-to-kill.ts'
import { identities } from './numbered-records.ts'

// A program of the conformance suite: takes what it is given, says so on a line of JSON and never finishes it.
const orders = JSON.parse(process.argv[2] ?? '{}') as MemberOrders
const { openLog } = (await import(orders.opener)) as Opener
const log = await openLog(orders.settings)
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`)

const member = await log.subscribe(
  subscribing(orders.group, orders.topic, { onFailure: (error) => console.error('hanging member:', error) }),
  (batch) => {
    say({ taken: identities(batch.records) })
    return new Promise(() => undefined)
  },
)
await member.ready()
say({ ready: true })
// Nothing else may keep this program alive while it hangs.
setInterval(() => undefined, 60_000)
