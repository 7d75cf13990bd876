import { agency as saaq } from './saaq/agency.ts'
import { agency as gone } from './gone/agency.ts'
export const registry = [saaq, gone]
