/** Yes, no, or not known: undefined. Said of what a record states, so that nothing unstated passes for a no. */
export type Truth = boolean | undefined

/** Yes where both are, no where either is not. */
export function both(one: Truth, other: Truth): Truth {
  if (one === false || other === false) return false
  return one === true && other === true ? true : undefined
}

/** Yes where either is, no where neither is. */
export function either(one: Truth, other: Truth): Truth {
  if (one === true || other === true) return true
  return one === false && other === false ? false : undefined
}

/** Yes for no, no for yes. */
export function opposite(value: Truth): Truth {
  return value === undefined ? undefined : !value
}
