/** What a command says and how it ends: 0 done, 64 called wrongly, 1 failed. */
export type Answer = { readonly code: 0 | 1 | 64; readonly out: string; readonly err: string }

export const done = (line: string): Answer => ({ code: 0, out: `${line}\n`, err: '' })
export const failed = (line: string): Answer => ({ code: 1, out: '', err: `unefois: ${line}\n` })
