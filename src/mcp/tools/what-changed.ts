import { z } from 'zod'
import { present } from '../../model/present.ts'
import { createTool } from '../tool.ts'
import { pageInputs, remarkOnPage } from './page-inputs.ts'

const KINDS = ['ADDED', 'UPDATED', 'REMOVED', 'CONTACT_CHANGED', 'MERGED', 'SPLIT'] as const
const Changed = z.object({
  changes: z.looseObject({ historyFrom: z.string().nullable(), edges: z.array(z.unknown()) }),
})

/** Says what came, went and changed. */
export const whatChanged = createTool({
  name: 'what_changed',
  title: 'What changed',
  description:
    'What was added, updated, removed, merged or split since a day, as it became visible here; kept for 90 days. A change says which fields changed, not what they were; get_services gives a record as it is now. A removal means that its publisher no longer lists it.',
  input: z.strictObject({
    since: z.string().describe('A day, as 2026-11-01, or an instant, as 2026-11-01T09:00:00Z.'),
    until: z.string().optional().describe('Likewise; changes before it. Leave out for up to now.'),
    feeds: z.array(z.string()).max(50).optional().describe('Slugs from list_feeds: only theirs.'),
    kinds: z.array(z.enum(KINDS)).max(6).optional().describe('Only these kinds.'),
    ...pageInputs(100, 50),
  }),
  operations: ['Changes'],
  standsFor: ['LatestChanges'],
  plan: ({ since, until, ...rest }) => ({
    operation: 'Changes',
    variables: { since: toInstant(since), ...present({ until: until && toInstant(until), ...rest }) },
  }),
  remark(data) {
    const { changes } = Changed.parse(data)
    return [
      `Changes on this page: ${changes.edges.length}.`,
      ...(changes.historyFrom === null ? [] : [`What changed is known from ${changes.historyFrom} on.`]),
      ...remarkOnPage(changes),
    ]
  },
})

/** A day alone is meant from its beginning. */
function toInstant(text: string): string {
  return /^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : text
}
