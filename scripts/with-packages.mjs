// Runs a program of this repository: `node scripts/with-packages.mjs FILE [arguments]`. Makes sure first that the
// packages are those of package-lock.json and that the pinned Node is really there, then hands over to it.
//
// Plain JavaScript without any dependency: it is the one file that must run on whatever Node (20 or later) the
// machine has, before anything is installed. Linux and macOS, as root or not.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { constants, tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const modules = join(root, 'node_modules')
const stamp = join(modules, '.unefois-packages')
const nodePackage = join(modules, 'node')
const pinnedNode = join(nodePackage, 'bin', 'node')

const say = (line) => process.stderr.write(`${line}\n`)
const giveUp = (line) => {
  say(line)
  process.exit(1)
}
const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'))

/** Of the lock file, and of the platform: packages of another one hold the wrong binaries. */
const wanted = () =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update(`${process.platform} ${process.arch}`)
    .digest('hex')

/** True when somebody installed the same by hand: npm notes what it installed in a lock file of its own.
 * A folder of this repository that is new has no link yet. */
const installedByHand = () => {
  const noted = join(modules, '.package-lock.json')
  if (!existsSync(noted)) return false
  const installed = readJson(noted).packages
  return Object.entries(readJson(join(root, 'package-lock.json')).packages).every(
    ([path, { version, link, optional }]) =>
      !path.startsWith('node_modules/') ||
      (link ? existsSync(join(root, path)) : optional || installed[path]?.version === version),
  )
}

const isInstalled = () => {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted()) return true
  if (!installedByHand()) return false
  writeFileSync(stamp, wanted())
  return true
}

/** Without what npm tells its scripts about the run we are part of: an npm of ours must not take it for its own. */
const environment = () =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) =>
        !/^npm_(?:package_|lifecycle_|command$|config_(?:local_prefix|workspaces?|include|omit)$)/i.test(
          name,
        ),
    ),
  )

const npm = (args, cwd) => {
  const own = process.env.npm_execpath ?? ''
  const [command, first] = /npm-cli\.c?js$/.test(own) ? [process.execPath, [own]] : ['npm', []]
  return spawnSync(command, [...first, ...args], { cwd, env: environment(), stdio: ['ignore', 2, 2] })
}

const isAlive = (pid) => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Two commands on a fresh clone must not install over each other: the second waits for the first. */
const alone = (work) => {
  const lock = join(
    tmpdir(),
    `unefois-packages-${createHash('sha256').update(root).digest('hex').slice(0, 16)}`,
  )
  for (let waited = false; ; ) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    if (!isAlive(Number(readFileSync(lock, 'utf8')))) {
      rmSync(lock, { force: true })
      continue
    }
    if (!waited) say('Another command is installing the packages; waiting for it.')
    waited = true
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500)
  }
  try {
    work()
  } finally {
    rmSync(lock, { force: true })
  }
}

/**
 * `npm install --no-save`, not `npm ci`: it takes the versions of the lock file too, but leaves a tree that is
 * in use standing, and is content with a lock file made on a machine whose registry lacks other platforms'
 * binaries (npm then leaves them out, and `npm ci` refuses the file everywhere).
 */
const install = () => {
  if (isInstalled()) return
  say('Installing the packages of package-lock.json; about a minute the first time.')
  // Development packages too, whatever NODE_ENV says: the pinned Node is one of them.
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error']
  const { status, error } = npm(['install', '--no-save', '--include=dev', ...quiet], root)
  if (error) giveUp(`npm cannot be started: ${error.message}`)
  if (status !== 0) giveUp('The packages could not be installed; npm says why above.')
  writeFileSync(stamp, wanted())
}

const version = (program) => {
  const { status, stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' })
  return status === 0 ? stdout.trim() : null
}

/**
 * The pinned Node. Its package fetches the binary in an install script, which npm may have been told not to run
 * (`ignore-scripts`, `allow-scripts`): then that script is run here.
 */
const nodeToUse = () => {
  const pinned = `v${readJson(join(nodePackage, 'package.json')).version}`
  if (version(pinnedNode) === pinned) return pinnedNode
  if (process.version === pinned) return process.execPath
  say(`Fetching Node ${pinned}.`)
  spawnSync(process.execPath, ['installArchSpecificPackage.js'], {
    cwd: nodePackage,
    env: environment(),
    stdio: ['ignore', 2, 2],
  })
  if (version(pinnedNode) === pinned) return pinnedNode
  return giveUp(`Node ${pinned} could not be fetched for ${process.platform} ${process.arch}.`)
}

const handOver = (node, [file, ...args]) => {
  const bin = join(modules, '.bin')
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', resolve(root, file), ...args], {
    stdio: 'inherit',
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` },
  })
  // A terminal sends Ctrl-C to all of us, npm and a caller to one: passing it on can double it, which
  // `runService` takes for one.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => giveUp(`${node} cannot be started: ${error.message}`))
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)))
}

const [major] = process.versions.node.split('.').map(Number)
const [, , ...program] = process.argv
if (major < 20) giveUp(`Node 20 or later is needed; this is ${process.version}.`)
if (program.length === 0) giveUp('Usage: node scripts/with-packages.mjs FILE [arguments]')
alone(install)
handOver(nodeToUse(), program)
