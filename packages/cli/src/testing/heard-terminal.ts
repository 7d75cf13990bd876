import type { Terminal } from '../terminal.ts'

export type HeardTerminal = Terminal & {
  readonly heard: { out: string; err: string }
}

type Parts = Partial<Pick<Terminal, 'width' | 'redraws' | 'ask' | 'interrupted'>>

/** A terminal that keeps what it is told; by default nobody sits at it. */
export const heardTerminal = (parts: Parts = {}): HeardTerminal => {
  const heard = { out: '', err: '' }
  return {
    heard,
    out: (text) => void (heard.out += text),
    err: (text) => void (heard.err += text),
    width: null,
    redraws: false,
    ask: null,
    interrupted: new AbortController().signal,
    ...parts,
  }
}
