const MONTHS = 'january february march april may june july august september october november december'.split(' ')

/** The month, 1 to 12, of an English name in full or of at least three letters ("Sept."); undefined for anything else. */
export function toMonth(name: string): number | undefined {
  const word = name.trim().toLowerCase().replace(/\.$/, '')
  if (word.length < 3) return undefined
  const index = MONTHS.findIndex((month) => month.startsWith(word))
  return index === -1 ? undefined : index + 1
}
