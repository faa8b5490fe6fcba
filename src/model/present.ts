/** An object whose members are never undefined: those that may be are optional. */
type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}

/** The members that have a value, of all parts together: what is not known is left out of a record rather than held as undefined. No two parts have a member in common. */
export function present<
  A extends object,
  B extends object = object,
  C extends object = object,
  D extends object = object,
>(first: A, second?: B, third?: C, fourth?: D): Present<A & B & C & D>
export function present(...parts: readonly Readonly<Record<string, unknown>>[]): object {
  const kept: Record<string, unknown> = {}
  for (const members of parts) for (const name in members) if (members[name] !== undefined) kept[name] = members[name]
  return kept
}

/** The same, but undefined where no member has a value. */
export function presentOrNothing<T extends object>(members: T): Present<T> | undefined {
  return isBare(members) ? undefined : present(members)
}

/** Whether no member has a value. */
export function isBare<T extends object>(members: T): boolean {
  for (const name in members) if (members[name] !== undefined) return false
  return true
}
