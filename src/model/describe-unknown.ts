/** What is said of a parameter that is not among the known ones. */
export function describeUnknown(name: string, known: readonly string[]): string {
  const those = known.length === 0 ? 'None is known.' : `Known are ${known.join(', ')}.`
  return `There is no parameter “${name.slice(0, 40)}” here. ${those}`
}
