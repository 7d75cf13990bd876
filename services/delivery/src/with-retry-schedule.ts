import type { Agency } from '@unefois/domain/agency.ts'

/** One schedule for every agency in place of their own, where the setting asks for it. */
export const withRetrySchedule = (
  agencies: readonly Agency[],
  scheduleMs: readonly number[] | undefined,
): readonly Agency[] =>
  scheduleMs === undefined
    ? agencies
    : agencies.map((agency) => ({ ...agency, limits: { ...agency.limits, retryScheduleMs: scheduleMs } }))
