#!/usr/bin/env node
// Runs on whatever Node the machine has, and hands over to the pinned one, which understands TypeScript.
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const pinned = join(dirname(createRequire(import.meta.url).resolve('node/package.json')), 'bin', 'node')
const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))
const child = spawn(pinned, [main, ...process.argv.slice(2)], { stdio: 'inherit' })
child.on('error', (error) => {
  process.stderr.write(`unefois: ${error.message}; run "npm install" first\n`)
  process.exitCode = 1
})
// A terminal sends Ctrl-C to both; what it means is for the command to say, and we end as it does.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => child.kill('SIGTERM'))
child.on('exit', (code, signal) => {
  process.exitCode = signal === null ? (code ?? 1) : 128 + constants.signals[signal]
})
