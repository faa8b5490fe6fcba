import type { MatchRecord } from './match-record.ts'

/** Why two records come to be compared at all (docs/figures.md 3.5, step 2). */
export type BlockKind =
  | 'number'
  | 'uprn'
  | 'phone'
  | 'email'
  | 'host'
  | 'postcode'
  | 'address'
  | 'organization'
  | 'offering'
  | 'word'

/** A block: records that share it are candidates for one another. */
export interface BlockKey {
  readonly kind: BlockKind
  readonly key: string
}

const PREFIX_LETTERS = 4

/**
 * Every block of a record, each once: any charity or company number, UPRN, phone, e-mail address or host; postcode with the
 * first four letters of the name; premise number with street; organization; organization with name; each word of the name.
 */
export function readBlockKeys(record: MatchRecord): readonly BlockKey[] {
  const prefix = namePrefixOf(record)
  const organization = record.organization === undefined ? undefined : sortedKey(record.organization.tokens)
  const stated: (readonly [BlockKind, readonly (string | undefined)[]])[] = [
    ['number', record.identifiers],
    ['uprn', record.sites.map((site) => site.uprn)],
    ['phone', record.phones],
    ['email', record.emails],
    ['host', record.hosts],
    ['postcode', record.sites.map((site) => (site.postcode === undefined ? undefined : `${site.postcode}${prefix}`))],
    [
      'address',
      record.sites.map((site) =>
        site.premise && site.street ? `${site.premise}${site.street.slice(0, PREFIX_LETTERS)}` : undefined,
      ),
    ],
    ['organization', [organization]],
    ['offering', [organization === undefined ? undefined : `${organization}|${sortedKey(record.name.tokens)}`]],
    ['word', record.name.tokens.filter((token) => token.length > 2)],
  ]
  return stated.flatMap(([kind, keys]) =>
    [...new Set(keys)].filter((key) => key !== undefined && key !== '').map((key) => ({ kind, key: `${kind}:${key}` })),
  )
}

/** First four letters of the name's first word that is not its organization's, by which blocks too large are split. */
export function namePrefixOf(record: MatchRecord): string {
  const own = record.name.tokens.find((token) => record.organization?.tokens.includes(token) !== true)
  return (own ?? record.name.tokens[0] ?? '').slice(0, PREFIX_LETTERS)
}

function sortedKey(tokens: readonly string[]): string {
  return tokens.toSorted().join(' ')
}
