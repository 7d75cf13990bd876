import { codeOf, type Rule } from '../tree.ts'

const withoutComments = (source: string): string =>
  source.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '')

const reExport = /\bexport\s+(?:type\s+)?(?:\*(?:\s+as\s+\w+)?|\{[^}]*\})\s*from\s*['"][^'"]+['"]\s*;?/g

const flawOf = (path: string, source: string): string | null => {
  if (/(?:^|\/)index\.(?:ts|mjs)$/.test(path))
    return `${path}: a file is named after what it exports, not index`
  const code = withoutComments(source)
  if (/\bexport\s+\*/.test(code)) return `${path} exports another file whole`
  const own = code.replaceAll(reExport, '').trim()
  return own === '' && code.trim() !== '' ? `${path} only hands on what others export` : null
}

/** Barrels close import circles and hide where things are. */
export const barrels: Rule = (tree) => codeOf(tree).flatMap(([path, source]) => flawOf(path, source) ?? [])
