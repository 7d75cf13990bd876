import { knownPlaces, valueCases, valuedOptions, wordCases } from './case-lines.ts'
import type { Completed } from './completion-words.ts'

/** For zsh 5. Where nothing of ours fits, file names are offered. */
export const zshCompletion = (places: readonly Completed[]): string => `# unefois completion zsh
# Put this line into ~/.zshrc, after compinit:  source <(unefois completion zsh)
_unefois() {
  local place='' option='' words_here='' word i
  for ((i = 2; i < CURRENT; i++)); do
    word="\${words[i]}"
    if [[ -n "$option" ]]; then option=''; continue; fi
    case "$word" in
      ${valuedOptions(places)}) option="$word"; continue ;;
      -*) continue ;;
    esac
    case "\${place:+$place }$word" in
      ${knownPlaces(places)}) place="\${place:+$place }$word" ;;
    esac
  done
  if [[ -n "$option" ]]; then
    case "$place $option" in
${valueCases(places).replaceAll(' words=', ' words_here=')}
    esac
  else
    case "$place" in
${wordCases(places).replaceAll(' words=', ' words_here=')}
    esac
  fi
  if [[ -n "$words_here" ]]; then compadd -- \${=words_here}; else _files; fi
}
compdef _unefois unefois
`
