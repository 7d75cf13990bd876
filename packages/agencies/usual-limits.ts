import type { Limits } from '@unefois/domain/agency.ts'
import { days, hours, minutes, seconds } from './durations.ts'

/**
 * What suits an agency that has not asked for anything else. The schedule is dense at first, for restarts, and
 * lasts 7.1 days, so that an outage of a week parks nothing.
 */
export const usualLimits: Limits = {
  slots: 16,
  timeoutMs: seconds(15),
  retryScheduleMs: [
    seconds(5),
    seconds(30),
    minutes(2),
    minutes(10),
    minutes(30),
    hours(1),
    hours(2),
    hours(4),
    hours(8),
    hours(12),
    ...Array.from({ length: 6 }, () => hours(24)),
  ],
  acknowledgeWithinMs: days(2),
}
