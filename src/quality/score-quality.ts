import type { Service } from '../model/service.ts'
import type { QualityContext } from './quality.ts'
import { type QualityIssue, type Quality, bandOf } from '../model/quality.ts'
import { scoreFindability } from './score-findability.ts'
import { scoreFreshness } from './score-freshness.ts'
import { scoreRichness, scoreRichnessOruk } from './score-richness.ts'
import { scoreValidity } from './score-validity.ts'

/** The definition a score was made by; another definition gets another name. */
const QUALITY_VERSION = 'orukq/1'

/** Shares of the components in the score. */
const WEIGHTS = { richness: 0.3, freshness: 0.25, findability: 0.25, validity: 0.2 }

/**
 * `orukq/1`: 100 × (.30 richness + .25 freshness + .25 findability + .20 validity), each defined in its own file, with the
 * issues behind it. What a record does not say lowers the score without being an error.
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
  const score = Math.round(sum * 1_000) / 10
  return {
    score,
    band: bandOf(score),
    richness: richness.value,
    richnessOruk: scoreRichnessOruk(service, context.now),
    freshness: freshness.value,
    findability: findability.value,
    validity: validity.value,
    version: QUALITY_VERSION,
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
