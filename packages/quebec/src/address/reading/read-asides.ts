import { keyOf, textOf } from '../token.ts'
import type { Reading } from './reading.ts'

const careOf =
  /^(?:A\/S|AS DE|C\/O|CO|A S|C O|AUX SOINS|AUX BONS SOINS|CARE OF|ATT|ATTN|ATTENTION|A L ATTENTION|TO THE ATTENTION|A\/S DE|CHEZ|M|MME|MR|MRS|MS|MONSIEUR|MADAME)(?: |$)/
const labels =
  /^(?:ADRESSE|ADDRESS|MON ADRESSE|NOUVELLE ADRESSE|CODE POSTAL|POSTAL CODE|VILLE|CITY|PROVINCE|PAYS|COUNTRY|C P|CP|CPO|RUE ET NUMERO)$/

/** Takes care-of lines out, and the labels of forms that stand alone where a value was. */
export const readAsides = (reading: Reading): void => {
  const { besides } = reading
  reading.parts = reading.parts.filter((part) => {
    const key = keyOf(part)
    if (labels.test(key)) return false
    if (!careOf.test(key) || part.some((word) => /^\d/.test(word.key))) return true
    besides.push(textOf(part))
    return false
  })
  for (const part of reading.parts) {
    // `Code postal : G1R 2B3` and `CP G1R 2B3`: the label stays where the code was.
    const tail = keyOf(part.slice(-2))
    if (part.length > 2 && (tail === 'CODE POSTAL' || tail === 'POSTAL CODE')) part.splice(-2)
    else if (part.length > 1 && (part.at(-1)?.key === 'CP' || part.at(-1)?.key === 'CPO')) part.pop()
  }
}
