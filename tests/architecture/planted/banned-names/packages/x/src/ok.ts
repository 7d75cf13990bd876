const messageOf = (x: string) => x
export function processBatch(): void {}
export type LifeEvent = string
export const personEvent = messageOf('a message, processed')
