import { readFileSync } from 'node:fs'
import { b } from './b.ts'

export const a = () => b(readFileSync)
