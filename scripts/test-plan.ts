export const suites = ['unit', 'programs', 'db', 'kafka', 'journey', 'faults', 'browser'] as const
export type Suite = (typeof suites)[number]

/** What this machine has, as far as tests ask for it: null, or why it has not. */
export type Lacks = { readonly kafka: string | null; readonly browser: string | null }

export type TestPlan = {
  readonly run: readonly Suite[]
  /** What cannot run here, and why. */
  readonly without: readonly { readonly suite: Suite; readonly why: string }[]
  /** Of those, the ones that `UNEFOIS_REQUIRE` names; and names that mean nothing. */
  readonly broken: readonly string[]
}

const required = (names: string): readonly string[] =>
  names
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')

/** Which suites run, given what the machine lacks and what `UNEFOIS_REQUIRE` names. */
export const testPlan = (lacks: Lacks, require: string): TestPlan => {
  const whyNot = (suite: Suite): string | null =>
    suite === 'kafka' || suite === 'browser' ? lacks[suite] : null
  const without = suites.flatMap((suite) => {
    const why = whyNot(suite)
    return why === null ? [] : [{ suite, why }]
  })
  const run = suites.filter((suite) => whyNot(suite) === null)
  const broken = required(require).flatMap((name) => {
    if (name !== 'kafka' && name !== 'browser')
      return [`UNEFOIS_REQUIRE names "${name}"; it may name kafka, browser`]
    const why = lacks[name]
    return why === null ? [] : [`UNEFOIS_REQUIRE names ${name}, but it cannot run: ${why}`]
  })
  return { run, without, broken }
}
