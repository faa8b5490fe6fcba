/**
 * The version of each set of rules. Raise one in the change that alters what its rules make of the same data: what was made
 * under another version is made again in the background, from the raw records, without asking a council.
 *
 * - reading: what a raw record becomes, the facts derived from it included (standard, facts)
 * - matching: which records are held to be one service (merge)
 * - scoring: a record's quality (quality)
 * - placing: which areas a record counts for (geography)
 * - coverage: the definitions of figures between areas (coverage); nothing is kept of them
 */
export const RULE_VERSIONS = {
  reading: 'orukread/20',
  matching: 'orukmatch/4',
  scoring: 'orukq/2',
  placing: 'orukplace/4',
  coverage: 'orukcoverage/5',
} as const
