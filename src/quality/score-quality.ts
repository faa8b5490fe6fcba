import type { Service } from '../model/service.ts'
import type { QualityContext } from './quality.ts'
import { type QualityIssue, type Quality, bandOf } from '../model/quality.ts'
import { RULE_VERSIONS } from '../model/rule-versions.ts'
import { scoreCap } from './score-cap.ts'
import { scoreFindability } from './score-findability.ts'
import { scoreFreshness } from './score-freshness.ts'
import { scoreRichness, scoreRichnessOruk } from './score-richness.ts'
import { scoreValidity } from './score-validity.ts'

/** Shares of the components in the score. */
const WEIGHTS = { richness: 0.3, freshness: 0.25, findability: 0.25, validity: 0.2 }

/**
 * `orukq/2`: 100 × (.30 richness + .25 freshness + .25 findability + .20 validity), each defined in its own file, with the
 * issues behind it, and at most what its age and its status allow (`scoreCap`). What a record does not say lowers the score
 * without being an error.
 */
export function scoreQuality(service: Service, context: QualityContext): Quality {
  const richness = scoreRichness(service, context.now)
  const freshness = scoreFreshness(service, context.now)
  const findability = scoreFindability(service, context)
  const validity = scoreValidity(service, context)
  const sum =
    WEIGHTS.richness * richness.value +
    WEIGHTS.freshness * freshness.value +
    WEIGHTS.findability * findability.value +
    WEIGHTS.validity * validity.value
  const score = Math.min(Math.round(sum * 1_000) / 10, scoreCap(service, context.now))
  return {
    score,
    band: bandOf(score),
    richness: richness.value,
    richnessOruk: scoreRichnessOruk(service, context.now),
    freshness: freshness.value,
    findability: findability.value,
    validity: validity.value,
    version: RULE_VERSIONS.scoring,
    issues: mergeIssues([validity, freshness, findability, richness].flatMap((component) => component.issues)),
  }
}

/** Two components may lower the score for one thing; it is reported once. */
function mergeIssues(issues: readonly QualityIssue[]): readonly QualityIssue[] {
  const unique = new Map<string, QualityIssue>()
  for (const issue of issues) {
    const key = `${issue.code} ${issue.path}`
    if (!unique.has(key)) unique.set(key, issue)
  }
  const rank = (issue: QualityIssue): number => (issue.severity === 'ERROR' ? 0 : issue.severity === 'WARNING' ? 1 : 2)
  return [...unique.values()].toSorted((a, b) => rank(a) - rank(b))
}
