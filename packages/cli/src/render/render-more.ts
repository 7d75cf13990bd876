import type { Style } from './style.ts'

/** For standard error: how to see what follows a page; nothing after the last. */
export const renderMore = (next: string | null, style: Style): string =>
  next === null ? '' : `${style.paint('dim', style.say('sentence.more', { cursor: next }))}\n`
