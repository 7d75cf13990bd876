import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** In place of a value: the field is taken away. */
export const absent = Symbol('absent')

/** Tests read fields of examples whose shapes they know. */
type Example = Record<string, unknown>

export const example = (file: string): Example =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../examples', file), 'utf8')) as Example

/** An example with one place (a JSON Pointer) changed. */
export const changedExample = (file: string, place: string, value: unknown): unknown => {
  if (place === '') return value
  const body = example(file)
  const segments = place.slice(1).split('/')
  const last = segments.pop() ?? ''
  const holder = segments.reduce<unknown>((each, key) => (each as Example)[key], body)
  if (value === absent) Reflect.deleteProperty(holder as object, last)
  else Object.defineProperty(holder, last, { value, enumerable: true, configurable: true, writable: true })
  return body
}
