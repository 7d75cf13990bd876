import type { Completed } from './completion-words.ts'

/** Words of ours are letters, digits and hyphens: nothing to quote. */
const quoted = (words: readonly string[]): string => `'${words.join(' ')}'`

/** Lines of a `case "$place" in … esac`, as bash and zsh both read them: what may come after each place. */
export const wordCases = (places: readonly Completed[]): string =>
  places
    .map(({ after, next, options }) => {
      const words = [...next, ...options.map(({ name }) => name)]
      return `    '${after}') words=${quoted(words)} ;;`
    })
    .join('\n')

/** Lines of a `case "$place $option" in … esac`: what the value of an option may be. */
export const valueCases = (places: readonly Completed[]): string =>
  places
    .flatMap(({ after, options }) =>
      options
        .filter(({ choices }) => choices.length > 0)
        .map(({ name, choices }) => `    '${after} ${name}') words=${quoted(choices)} ;;`),
    )
    .join('\n')

/** Every option that takes a value, as alternatives of a `case`. */
export const valuedOptions = (places: readonly Completed[]): string =>
  [
    ...new Set(
      places.flatMap(({ options }) => options.filter(({ takesValue }) => takesValue).map(({ name }) => name)),
    ),
  ].join('|')

/** Every place, as alternatives of a `case`; the empty one is where everybody begins. */
export const knownPlaces = (places: readonly Completed[]): string =>
  places
    .map(({ after }) => after)
    .filter((after) => after !== '')
    .map((after) => `'${after}'`)
    .join('|')
