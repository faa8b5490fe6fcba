import type { IssueCollector } from '../issue-collector.ts'
import type { RawObject } from '../reading-context.ts'
import { correctAgesInMonths } from './ages-in-months.ts'
import { correctAudienceAsTerms } from './audience-as-terms.ts'
import { correctHierarchyInLabels } from './hierarchy-in-labels.ts'

/** Mends one oddity in a service of the 3.x shape; never changes what it is given. */
export type Quirk = (raw: RawObject, issues: IssueCollector) => RawObject

/**
 * Every oddity that is corrected only where named, by the configuration or by a dialect, in the order of correction.
 * Those that can mean one thing only are corrected for everyone by `fields/`: ages of −1 and a maximum of 0
 * (Placecube 3.0, Open Sessions), words in telephone numbers and date-times without zone (Placecube), long day names
 * (Outpost), dd/MM/yyyy (Porism).
 */
export const quirks = {
  'ages-in-months': correctAgesInMonths,
  'audience-as-terms': correctAudienceAsTerms,
  'hierarchy-in-labels': correctHierarchyInLabels,
} as const satisfies Record<string, Quirk>

export type QuirkName = keyof typeof quirks

/** Whether the configuration may name it. */
export function isQuirkName(name: string): name is QuirkName {
  return Object.hasOwn(quirks, name)
}
