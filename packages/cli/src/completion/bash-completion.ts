import { knownPlaces, valueCases, valuedOptions, wordCases } from './case-lines.ts'
import type { Completed } from './completion-words.ts'

/** For bash 3.2 and later. Where nothing of ours fits, file names are offered. */
export const bashCompletion = (places: readonly Completed[]): string => `# unefois completion bash
# Put this line into ~/.bashrc:  source <(unefois completion bash)
_unefois() {
  local current="\${COMP_WORDS[COMP_CWORD]}" place='' option='' words='' word i
  for ((i = 1; i < COMP_CWORD; i++)); do
    word="\${COMP_WORDS[i]}"
    if [ -n "$option" ]; then option=''; continue; fi
    case "$word" in
      ${valuedOptions(places)}) option="$word"; continue ;;
      -*) continue ;;
    esac
    case "\${place:+$place }$word" in
      ${knownPlaces(places)}) place="\${place:+$place }$word" ;;
    esac
  done
  if [ -n "$option" ]; then
    case "$place $option" in
${valueCases(places)}
    esac
  else
    case "$place" in
${wordCases(places)}
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _unefois unefois
`
