import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { registry } from '@unefois/agencies/registry.ts'
import { demonstrationEndpoint } from '@unefois/webhook/demonstration-endpoint.ts'
import { startChild } from '../child-program.ts'
import type { RawSender, Way } from '../programs/raw-sender.ts'
import { cpuOf } from '../resource-use.ts'
import type { Stage } from './stage.ts'

export type Raw = { readonly rawPerSecond: number; readonly rawCpuMsPerDelivery: number }

/** The same POSTs a second when they are made as other programs make them. */
export type RawOtherwise = Readonly<Record<Exclude<Way, 'dispatch'>, number>>

type RawPlan = { readonly warmUpMs: number; readonly windowMs: number }
type RawStage = Pick<Stage, 'receiver' | 'dataDir' | 'simulatorPort'>

const connections = 64

/**
 * The ceiling: the notices that the receiver has just had from the product, byte for byte, signed again with the
 * same keys, from one program without a database, to the same receiver. The product is stopped, so that it has the
 * machine to itself. Sent by the leanest that undici offers: the product's guarded sender (its deadline and checks)
 * takes 0.10 ms of CPU a notice, this 0.09.
 */
export const measureRaw = (stage: RawStage, plan: RawPlan): Promise<Raw> => measure(stage, plan, 'dispatch')

/** Beside the ceiling, for those who reckon with another sender: by undici's `request`, and by Node's `fetch`. */
export const measureRawOtherwise = async (stage: RawStage, plan: RawPlan): Promise<RawOtherwise> => ({
  request: (await measure(stage, plan, 'request')).rawPerSecond,
  fetch: (await measure(stage, plan, 'fetch')).rawPerSecond,
})

const measure = async (stage: RawStage, { warmUpMs, windowMs }: RawPlan, way: Way): Promise<Raw> => {
  const { receiver, dataDir, simulatorPort } = stage
  const seed = await readFile(join(dataDir, 'keys', 'simulators.seed'))
  const place = { host: '127.0.0.1', basePort: simulatorPort, agencies: registry.map(({ id }) => id) }
  const endpoints = registry.map(({ id, limits }) =>
    demonstrationEndpoint(place, id, {
      seed,
      timeoutMs: limits.timeoutMs,
      allowedNetworks: ['127.0.0.0/8'],
    }),
  )
  const sender = startChild<RawSender>('raw-sender')
  try {
    await receiver.ask('takeArrivals')
    const programs = { sender: sender.pid, receiver: receiver.pid }
    await sender.ask('begin', endpoints, await receiver.ask('captured'), { connections, way })
    await pause(warmUpMs)
    const before = { ...(await sender.ask('count')), cpu: await cpuOf(programs) }
    await pause(windowMs)
    const after = { ...(await sender.ask('count')), cpu: await cpuOf(programs) }
    const { sent, failed } = await sender.ask('end')
    const received = (await receiver.ask('takeArrivals')).deliveries.length
    if (failed > 0 || received !== sent)
      throw new Error(`raw: ${sent} sent, ${failed} failed, ${received} received`)
    const done = after.sent - before.sent
    const cpuMs = after.cpu.sender + after.cpu.receiver - before.cpu.sender - before.cpu.receiver
    return { rawPerSecond: (done * 1000) / (after.at - before.at), rawCpuMsPerDelivery: cpuMs / done }
  } finally {
    await sender.stop()
  }
}
