/** Groups of fields that a record can state; each has the bit of its position in `RecordFacts.groups`. */
export const FIELD_GROUPS = [
  'contact',
  'place',
  'schedule',
  'cost',
  'eligibility',
  'accessibility',
  'language',
  'description',
  'otherLanguage',
] as const

/** One of them. */
export type FieldGroup = (typeof FIELD_GROUPS)[number]

/** The bits of these groups. */
export function groupBits(groups: Iterable<FieldGroup>): number {
  let bits = 0
  for (const group of groups) bits |= 1 << FIELD_GROUPS.indexOf(group)
  return bits
}
