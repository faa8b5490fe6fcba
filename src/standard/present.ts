/** `T` with every member that may be undefined made optional. */
export type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}

/** A copy without the members that are undefined: what was not told is absent. */
export function present<T extends object>(told: T): Present<T>
export function present(told: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const kept: Record<string, unknown> = {}
  for (const key in told) if (told[key] !== undefined) kept[key] = told[key]
  return kept
}

/** The same, but undefined where nothing at all was told. */
export function presentOrNothing<T extends object>(told: T): Present<T> | undefined {
  for (const key in told) if (told[key] !== undefined) return present(told)
  return undefined
}
