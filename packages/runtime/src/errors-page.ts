import { refusalCodes } from '@unefois/domain/refusal.ts'
import { problemCatalogue } from './problem-catalogue.ts'

const row = (code: (typeof refusalCodes)[number]): string => {
  const { status, title, detail } = problemCatalogue[code]
  return `<h2 id="${code}"><code>${code}</code> · ${status}</h2>
<p><strong>${title.fr}.</strong> ${detail.fr}</p>
<p lang="en"><strong>${title.en}.</strong> ${detail.en}</p>`
}

/** Where the `type` of every problem leads. Its texts are the catalogue's own, nobody's input. */
export const errorsPage = (): string => `<!doctype html>
<html lang="fr-CA"><meta charset="utf-8"><title>Une fois : erreurs · errors</title>
<h1>Erreurs <span lang="en">· Errors</span></h1>
${refusalCodes.map(row).join('\n')}
</html>
`
