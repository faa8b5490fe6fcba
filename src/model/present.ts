/** An object whose members are never undefined: those that may be are optional. */
type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}

/** The members that have a value: what is not known is left out of a record rather than held as undefined. */
export function present<T extends object>(members: T): Present<T>
export function present(members: Readonly<Record<string, unknown>>): object {
  const kept: Record<string, unknown> = {}
  for (const name in members) if (members[name] !== undefined) kept[name] = members[name]
  return kept
}

/** The same, but undefined where no member has a value. */
export function presentOrNothing<T extends object>(members: T): Present<T> | undefined {
  for (const name in members) if (members[name] !== undefined) return present(members)
  return undefined
}
