import type { Completed, CompletedOption } from './completion-words.ts'

const optionLine = (condition: string, { name, takesValue, choices }: CompletedOption): string => {
  const value = choices.length > 0 ? ` -x -a '${choices.join(' ')}'` : takesValue ? ' -r' : ''
  return `complete -c unefois -n '${condition}' -l ${name.slice(2)}${value}`
}

/** The place's words stand first, in that order, and are not followed by another place's. */
const placeLines = ({ after, next, options }: Completed): readonly string[] => {
  const condition = `test (__unefois_place) = "${after}"`
  return [
    ...(next.length === 0 ? [] : [`complete -c unefois -n '${condition}' -f -a '${next.join(' ')}'`]),
    ...options.map((option) => optionLine(condition, option)),
  ]
}

/** For fish 3.1 and later. */
export const fishCompletion = (places: readonly Completed[]): string => `# unefois completion fish
# Put it where fish looks:  unefois completion fish > ~/.config/fish/completions/unefois.fish
function __unefois_place
  set -l place
  for word in (commandline -opc)[2..-1]
    string match -q -- '-*' $word; and continue
    contains -- (string join ' ' $place $word) ${places
      .filter(({ after }) => after !== '')
      .map(({ after }) => `'${after}'`)
      .join(' ')}; and set -a place $word
  end
  echo "$place"
end
${places.flatMap(placeLines).join('\n')}
`
