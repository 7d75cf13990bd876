import type { Tree } from './tree.ts'

export type Workspace = {
  readonly folder: string
  readonly name: string
  readonly dependencies: readonly string[]
}

type PackageJson = { readonly name: string } & Readonly<
  Record<string, Readonly<Record<string, string>> | undefined>
>

/** Every folder with a package.json of its own, but the root. */
export const workspacesOf = (tree: Tree): readonly Workspace[] =>
  [...tree].flatMap(([path, source]) => {
    const folder = /^(?<folder>.+)\/package\.json$/.exec(path)?.groups?.['folder']
    if (folder === undefined) return []
    const manifest = JSON.parse(source) as PackageJson
    const { dependencies = {}, devDependencies = {} } = manifest
    return [
      { folder, name: manifest.name, dependencies: Object.keys({ ...dependencies, ...devDependencies }) },
    ]
  })

export const workspaceOf = (path: string, workspaces: readonly Workspace[]): Workspace | undefined =>
  workspaces.find(({ folder }) => path.startsWith(`${folder}/`))
