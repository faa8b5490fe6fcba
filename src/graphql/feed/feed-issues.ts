import type { FeedsReader, FeedIssue, IssueQuery } from '../../catalogue/catalogue-reader.ts'
import { builder } from '../builder.ts'
import { type Connection, createConnection, type Hit } from '../connection/connection.ts'
import { countField, createEdge, pageFields } from '../connection/connection-fields.ts'
import { createCursorBinding, decodeCursor } from '../connection/cursors.ts'
import { readSize } from '../connection/page-arguments.ts'
import { RecordIssueRef, SeverityRef } from './record-issue.ts'

export const IssueFilterRef = builder.inputType('IssueFilter', {
  description: 'Which defects are meant. Conditions side by side must all hold.',
  fields: (t) => ({
    codes: t.stringList({ description: 'Of any of these kinds.' }),
    severity: t.field({ type: [SeverityRef], description: 'Of any of these severities.' }),
  }),
})

const RecordIssueEdgeRef = createEdge<FeedIssue, Hit>('RecordIssueEdge', RecordIssueRef, ['A', 'defect'])

export const RecordIssueConnectionRef = builder.objectRef<Connection<FeedIssue>>('RecordIssueConnection').implement({
  description: 'A page of a list of defects.',
  fields: (t) => ({
    ...pageFields(t, 'defects', RecordIssueEdgeRef),
    totalCount: countField(t, 'defects'),
  }),
})

interface IssueHit extends Hit {
  readonly issue: FeedIssue
}

/** The defects of a feed that the query means, read once for the page and its count. */
export function connectIssues(
  reader: FeedsReader,
  slug: string,
  query: IssueQuery,
  args: { readonly first?: number | null | undefined; readonly after?: string | null | undefined },
): Connection<FeedIssue> {
  const binding = createCursorBinding('issues', slug, query)
  const limit = readSize('first', args.first ?? 20)
  const after = typeof args.after === 'string' ? Number(decodeCursor(binding, args.after, 'after').uid) : undefined
  let found: ReturnType<FeedsReader['feedIssues']> | undefined
  const find = (): ReturnType<FeedsReader['feedIssues']> =>
    (found ??= reader.feedIssues(slug, query, Math.max(limit, 1), after))
  return createConnection<FeedIssue, IssueHit>({
    binding,
    slice: { limit, backward: false },
    search: () => ({
      hits: find().issues.map((issue) => ({ issue, anchor: { value: null, uid: String(issue.id) } })),
      hasNext: find().hasNext,
      hasPrevious: after !== undefined,
    }),
    read: (hits) => hits.map(({ issue }) => issue),
    count: () => find().total,
  })
}
