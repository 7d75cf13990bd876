import { monitorEventLoopDelay } from 'node:perf_hooks'
import { Refusal } from '@unefois/domain/refusal.ts'
import type { FastifyInstance } from 'fastify'
import type { Journal } from './journal.ts'

export type OverloadLimits = {
  /** Requests under way at once. */
  readonly inFlight: number
  /** Mean delay of the event loop over the last sample, milliseconds. */
  readonly delayMs: number
}

/**
 * At 5,000 requests/s, 2,000 in flight are 0.4 s of waiting, and a loop that is a second late answers nobody in
 * time: beyond either, taking more in only makes everyone wait longer.
 */
export const usualLimits: OverloadLimits = { inFlight: 2000, delayMs: 1000 }

const sampleEveryMs = 500
const tellEveryMs = 10_000
/** An operator must be able to look at a service that is overloaded, and to do something about it. */
const exempt = /^\/(?:health|metrics|v1\/operations)(?:\/|$|\?)/

/** The loop's mean delay, sampled twice a second; 0 until the first sample. */
const watchDelay = (app: FastifyInstance): (() => number) => {
  const histogram = monitorEventLoopDelay({ resolution: 20 })
  histogram.enable()
  let delayMs = 0
  const timer = setInterval(() => {
    delayMs = Number.isNaN(histogram.mean) ? 0 : histogram.mean / 1e6
    histogram.reset()
  }, sampleEveryMs)
  timer.unref()
  app.addHook('onClose', async () => {
    clearInterval(timer)
    histogram.disable()
  })
  return () => delayMs
}

/** Turns requests away, with `Retry-After`, while more are under way than can be answered in time. */
export const guardAgainstOverload = (
  app: FastifyInstance,
  journal: Journal,
  limits: OverloadLimits = usualLimits,
): void => {
  const delay = watchDelay(app)
  let inFlight = 0
  let toldAt = Number.NEGATIVE_INFINITY
  const shed = (delayMs: number): Refusal => {
    if (performance.now() - toldAt > tellEveryMs) {
      toldAt = performance.now()
      journal.alarm('request.shed', { inFlight, delayMs: Math.round(delayMs) })
    }
    return new Refusal('overloaded', { retryAfter: 1 })
  }
  app.addHook('onRequest', (request, reply, done) => {
    if (exempt.test(request.url)) return done()
    const delayMs = delay()
    if (inFlight >= limits.inFlight || delayMs > limits.delayMs) return done(shed(delayMs))
    inFlight += 1
    // `close` also comes when the caller hangs up, where `finish` does not.
    reply.raw.once('close', () => {
      inFlight -= 1
    })
    done()
  })
}
