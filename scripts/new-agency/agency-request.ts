/** What `npm run new:agency` was asked for. */
export type AgencyRequest = {
  readonly id: string
  /** Its name in French, as its pages show it. */
  readonly name: string
  /** The name under which the registry imports it. */
  readonly alias: string
}

/** One clear line for whoever typed the command; nothing was written. */
export class BadRequest extends Error {
  override readonly name = 'BadRequest'
}

const usage = 'usage: npm run new:agency -- ID "Nom"   (e.g. -- curateur "Curateur public du Québec")'

/** Words that cannot be the name of an import. */
const reserved = new Set(
  (
    'await break case catch class const continue debugger default delete do else enum export extends false ' +
    'finally for function if implements import in interface let new null package private protected public ' +
    'return static super switch this throw true try typeof var void while with yield'
  ).split(' '),
)

/** The request behind the command's arguments; throws a BadRequest that says what is wrong with them. */
export const agencyRequest = (given: readonly string[]): AgencyRequest => {
  const [id, typedName, ...rest] = given
  if (id === undefined || typedName === undefined || rest.length > 0) throw new BadRequest(usage)
  if (!/^[a-z](?:-?[a-z0-9]){1,31}$/.test(id)) {
    throw new BadRequest(
      `"${id}" is not an agency id: 2 to 32 lower-case letters, digits and single hyphens, a letter first`,
    )
  }
  const alias = id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())
  if (reserved.has(alias))
    throw new BadRequest(`"${id}" cannot be an agency id: it is a word of the language`)
  const name = typedName.trim().normalize('NFC').replaceAll("'", '’')
  if (!/\p{L}/u.test(name) || name.length > 100 || /[\p{C}\p{Zl}\p{Zp}\\"`|<>]/u.test(name)) {
    throw new BadRequest(
      'the name takes 1 to 100 characters with a letter among them, and none of " \\ ` | < >',
    )
  }
  return { id, name, alias }
}
