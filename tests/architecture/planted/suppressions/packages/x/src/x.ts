// oxlint-disable-next-line no-empty
export const a = 1
// oxlint-disable-next-line no-empty -- the port has no such thing
export const b = 1
// @ts-ignore
export const c = 1
// @ts-expect-error unknown code
export const d = 1
