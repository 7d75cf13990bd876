import { x } from '@unefois/store/x.ts'

export const five = (a: number, b: number, c: number, d: number, e: number) => [a, b, c, d, e, x]

const f = async (): Promise<void> => {}
f()
setTimeout(f, 1)

export const one = (x: 'a' | 'b') => {
  switch (x) {
    case 'a':
      return 1
  }
  return 2
}
