import type { EvidenceFeature, MatchEvidence } from '../model/match.ts'
import { present } from '../model/present.ts'
import type { Corpus } from './corpus.ts'
import { createEvidence } from './evidence.ts'
import { judgePair } from './judge-pair.ts'
import type { MatchRecord } from './match-record.ts'

/** Of contacts that both records state, one is as common as another; the features themselves are not judged again. */
const NOTHING_COUNTED: Corpus = { records: 0, countToken: () => 0, countSharers: () => 0, countPlaces: () => 0 }

/**
 * Features that were found of two records, with what the records state now, in the order given. What a feature rests on is
 * left out where the records no longer show it.
 */
export function restateEvidence(
  evidence: readonly MatchEvidence[],
  a: MatchRecord,
  b: MatchRecord,
): readonly MatchEvidence[] {
  const found = judgePair(a, b, NOTHING_COUNTED).evidence.map((each) => (a.key > b.key ? turned(each) : each))
  return evidence.map(({ feature, weight }) => {
    const names = namesOf(feature, a, b)
    const shown = names === undefined ? findShown(found, feature) : createEvidence(feature, ...names)
    return { feature, weight, ...present({ left: shown?.left, right: shown?.right }) }
  })
}

/** What names state is the same however they compare. */
function namesOf(feature: EvidenceFeature, a: MatchRecord, b: MatchRecord): [string, string] | undefined {
  if (feature.startsWith('name.')) return [a.name.stated, b.name.stated]
  const isNamed = ORGANIZATION_NAMES.has(feature) && a.organization !== undefined && b.organization !== undefined
  return isNamed ? [a.organization.stated, b.organization.stated] : undefined
}

const ORGANIZATION_NAMES: ReadonlySet<EvidenceFeature> = new Set([
  ...(['organization.equal', 'organization.close', 'organization.part'] as const),
  ...(['organization.different', 'organization.branch'] as const),
])

/** Features of one kind state the same of two records, and are distinguished by what others state. */
const KINDS: Readonly<Partial<Record<EvidenceFeature, EvidenceFeature>>> = {
  'contact.sharedPhone': 'contact.phone',
  'contact.sharedEmail': 'contact.email',
  'link.sharedPage': 'link.page',
  'site.moved': 'site.elsewhere',
}

function findShown(found: readonly MatchEvidence[], feature: EvidenceFeature): MatchEvidence | undefined {
  const kindOf = (each: EvidenceFeature): EvidenceFeature => KINDS[each] ?? each
  return (
    found.find((each) => each.feature === feature) ?? found.find((each) => kindOf(each.feature) === kindOf(feature))
  )
}

function turned({ feature, weight, left, right }: MatchEvidence): MatchEvidence {
  return { feature, weight, ...present({ left: right, right: left }) }
}
