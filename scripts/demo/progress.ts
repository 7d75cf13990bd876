/** Where lines are kept (a file, a pipe), so many milliseconds between two of them. */
const betweenLinesMs = 1_000

/** Says how far it has come: one changing line on a terminal, a line now and then elsewhere. */
export const progress = (
  output: Pick<NodeJS.WriteStream, 'isTTY'> & { write(text: string): unknown },
  now: () => number,
) => {
  let latest = ''
  let shown = ''
  let nextAt = 0
  const show = (): void => {
    if (latest === shown) return
    output.write(output.isTTY ? `\r\u001b[K${latest}` : `${latest}\n`)
    shown = latest
    nextAt = now() + betweenLinesMs
  }
  return {
    say: (line: string): void => {
      latest = line
      if (output.isTTY || now() >= nextAt) show()
    },
    /** Shows the last line, and leaves it behind. */
    end: (): void => {
      show()
      if (output.isTTY && shown !== '') output.write('\n')
    },
  }
}
