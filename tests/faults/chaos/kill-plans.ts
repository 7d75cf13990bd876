import type { KillPlan } from './kill-at-random.ts'
import type { Ground } from './start-ground.ts'
import type { Services } from './start-services.ts'

/** How often each is killed. */
export type KillWishes = {
  /** Intake, relay, acknowledgement. */
  readonly services: number
  /** Each of the two delivery programs: consumers and deliverer. */
  readonly deliveries: number
  readonly simulators: number
  /** PostgreSQL, and Kafka where it is the log. */
  readonly ground: number
}

/** Spread over the filing, so that the last kills fall near its end. */
export const killPlans = (
  wishes: KillWishes,
  seconds: number,
  { of }: Services,
  ground: Ground,
): readonly KillPlan[] => {
  const plan = (victim: KillPlan['victim'], times: number): KillPlan => ({
    victim,
    times,
    meanMs: (seconds * 1000) / (times + 1),
  })
  return [
    ...[of.intake, of.relay, of.acknowledgement].map((victim) => plan(victim, wishes.services)),
    ...[of['delivery-1'], of['delivery-2']].map((victim) => plan(victim, wishes.deliveries)),
    plan(of.simulators, wishes.simulators),
    ...ground.victims.map((victim) => plan(victim, wishes.ground)),
  ].filter(({ times }) => times > 0)
}
