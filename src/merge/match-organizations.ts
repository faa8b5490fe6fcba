import { nameClusters } from './cluster-history.ts'
import type { Cluster } from './cluster-history.ts'
import { judgeOrganizations } from './judge-organizations.ts'
import type { OrganizationJudgement } from './judge-organizations.ts'
import type { MatchOrganization } from './match-organization.ts'
import type { Vocabulary } from './compare-tokens.ts'
import { isGenericToken } from './name-words.ts'

/** Organizations sharing a phone, host or name that more than this many share are not compared for it. */
const LARGEST_BLOCK = 60

const GENERIC_WEIGHT = 0.35

export interface OrganizationMatches {
  /** AUTO and REVIEW pairs. */
  readonly pairs: readonly OrganizationJudgement[]
  readonly clusters: readonly Cluster[]
}

/** What else is known when organizations are matched. */
interface OrganizationContext {
  /** Keys of the organizations of each group of services that are one: whose services are one is one, unlike names and numbers apart. */
  readonly together?: readonly (readonly string[])[]
  /** As in `nameClusters`. */
  readonly previousOf?: (member: string) => Cluster | undefined
}

/**
 * Organizations of all feeds held to be one body each. Joined strongest evidence first, and never where any two members
 * have different numbers of one scheme or are branches of different areas.
 */
export function matchOrganizations(
  organizations: readonly MatchOrganization[],
  { together = [], previousOf = () => undefined }: OrganizationContext = {},
): OrganizationMatches {
  const byKey = new Map(organizations.map((each) => [each.key, each]))
  const judge = (a: string, b: string): OrganizationJudgement | undefined => {
    const [left, right] = [byKey.get(a), byKey.get(b)]
    return left === undefined || right === undefined ? undefined : judgeOrganizations(left, right, VOCABULARY)
  }
  const pairs = findPairs(organizations)
    .flatMap(([a, b]) => judge(a, b) ?? [])
    .filter((pair) => pair.tier !== 'REJECT')
  const links = pairs.filter((pair) => pair.tier === 'AUTO').toSorted((x, y) => y.score - x.score)
  const shared = together.flatMap((keys) =>
    keys
      .slice(1)
      .flatMap((key) => judge(keys[0] ?? key, key) ?? [])
      .filter(isOneBody),
  )
  return { pairs, clusters: nameClusters(join([...links, ...shared], judge), previousOf) }
}

/** Nothing against it: a venue that stands in for the organization has another name. */
function isOneBody({ a, b, vetoed, evidence }: OrganizationJudgement): boolean {
  return a !== b && !vetoed && !evidence.some((each) => each.feature === 'organization.different')
}

/** Organization names are few and short, so words are weighed by kind alone and every pass weighs them the same. */
const VOCABULARY: Vocabulary = {
  weigh: (token) => (isGenericToken(token) ? GENERIC_WEIGHT : 1),
  count: () => 0,
}

function findPairs(organizations: readonly MatchOrganization[]): readonly (readonly [string, string])[] {
  const blocks = new Map<string, string[]>()
  for (const each of organizations) {
    for (const key of readBlocks(each)) {
      const block = blocks.get(key)
      if (block === undefined) blocks.set(key, [each.key])
      else block.push(each.key)
    }
  }
  const pairs = new Map<string, readonly [string, string]>()
  for (const block of blocks.values()) {
    if (block.length > LARGEST_BLOCK) continue
    for (const [at, a] of block.entries())
      for (const b of block.slice(at + 1)) pairs.set(a < b ? `${a}\t${b}` : `${b}\t${a}`, [a, b])
  }
  return [...pairs.values()]
}

function readBlocks({ identifiers, phones, emails, hosts, name }: MatchOrganization): ReadonlySet<string> {
  const distinctive = name.tokens.filter((token) => !isGenericToken(token)).toSorted()
  return new Set([
    ...identifiers,
    ...phones,
    ...emails,
    ...hosts,
    `name:${name.tokens.toSorted().join(' ')}`,
    `distinctive:${distinctive.join(' ')}`,
  ])
}

function join(
  links: readonly OrganizationJudgement[],
  judge: (a: string, b: string) => OrganizationJudgement | undefined,
): readonly (readonly string[])[] {
  const groupOf = new Map<string, readonly string[]>()
  for (const { a, b } of links) {
    const [left, right] = [groupOf.get(a) ?? [a], groupOf.get(b) ?? [b]]
    if (left === right || left.some((x) => right.some((y) => judge(x, y)?.vetoed === true))) continue
    const joined = [...left, ...right]
    for (const member of joined) groupOf.set(member, joined)
  }
  return [...new Set(groupOf.values())]
}
