#!/usr/bin/env node
// Runs on whatever Node the machine has, and hands over to the pinned one, which understands TypeScript.
import process from 'node:process'

process.argv.splice(2, 0, 'packages/cli/src/main.ts')
await import('../../../scripts/with-packages.mjs')
