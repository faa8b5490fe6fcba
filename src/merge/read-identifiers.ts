import type { Organization } from '../model/organization.ts'

/**
 * Numbers that name one body and no other, by what the publisher may call the scheme. Left: words in its scheme or type
 * (`GB-CHC`, "Registered charity number"); right: the scheme's one spelling here.
 */
const SCHEMES: readonly (readonly [RegExp, string])[] = [
  [/gb-sc\b|oscr|scottish charity/i, 'GB-SC'],
  [/gb-nic\b|northern ireland charity|ccni/i, 'GB-NIC'],
  [/gb-chc|charit/i, 'GB-CHC'],
  [/gb-coh|compan/i, 'GB-COH'],
  [/ofsted|\burn\b|gb-ofs/i, 'GB-OFSTED'],
  [/cqc|care quality/i, 'GB-CQC'],
]

/**
 * An organization's charity, company, Ofsted and CQC numbers as `SCHEME:NUMBER`, each once, without spaces and leading zeros
 * stated or not; schemes that are not known to name one body are left out.
 */
export function readIdentifiers(
  organization: Pick<Organization, 'organizationIdentifiers'> | undefined,
): readonly string[] {
  const found = new Set<string>()
  for (const { identifier, identifierScheme, identifierType } of organization?.organizationIdentifiers ?? []) {
    const stated = `${identifierScheme ?? ''} ${identifierType ?? ''}`
    const scheme = SCHEMES.find(([words]) => words.test(stated))?.[1]
    const number = identifier
      .toUpperCase()
      .replace(/^GB-[A-Z]+-/, '')
      .replace(/[^A-Z0-9-]/g, '')
      .replace(/^0+/, '')
    if (scheme !== undefined && /\d{4,}/.test(number)) found.add(`${scheme}:${number}`)
  }
  return [...found]
}

/** A number both have, or the numbers of one scheme in which they differ, or undefined where no scheme is stated by both. */
export function compareIdentifiers(
  a: readonly string[],
  b: readonly string[],
): { readonly same: boolean; readonly left: string; readonly right: string } | undefined {
  const shared = a.find((each) => b.includes(each))
  if (shared !== undefined) return { same: true, left: shared, right: shared }
  for (const left of a) {
    const right = b.find((each) => schemeOf(each) === schemeOf(left))
    if (right !== undefined) return { same: false, left, right }
  }
  return undefined
}

function schemeOf(identifier: string): string {
  return identifier.slice(0, identifier.indexOf(':'))
}
