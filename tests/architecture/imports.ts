/** What a file imports, in any form: static, type-only, re-exported, dynamic. Comments and texts are not code. */
const imported =
  /(?:^|[\n;])\s*(?:import|export)\b[^'"`;]*?\bfrom\s*['"](?<from>[^'"]+)['"]|(?:^|[\n;])\s*import\s*['"](?<bare>[^'"]+)['"]|\bimport\(\s*['"](?<dynamic>[^'"]+)['"]/g

const withoutComments = (source: string): string =>
  source.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '')

export const importsOf = (source: string): readonly string[] =>
  [...withoutComments(source).matchAll(imported)].flatMap(
    ({ groups }) => groups?.['from'] ?? groups?.['bare'] ?? groups?.['dynamic'] ?? [],
  )

/** `@unefois/domain/ids.ts` → `@unefois/domain`; `pg/lib/x` → `pg`; null for a path or a part of Node. */
export const packageOf = (specifier: string): string | null => {
  if (/^(?:\.|node:)/.test(specifier)) return null
  const parts = specifier.split('/')
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? specifier)
}
