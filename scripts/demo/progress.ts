/** Says how far it has come: one changing line on a terminal, a line for each new sentence elsewhere. */
export const progress = (output: Pick<NodeJS.WriteStream, 'isTTY' | 'write'>) => {
  let last = ''
  return {
    say: (line: string): void => {
      if (line === last) return
      output.write(output.isTTY ? `\r\u001b[K${line}` : `${line}\n`)
      last = line
    },
    /** Leaves the changing line behind. */
    end: (): void => {
      if (output.isTTY && last !== '') output.write('\n')
      last = ''
    },
  }
}
