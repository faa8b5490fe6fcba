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
