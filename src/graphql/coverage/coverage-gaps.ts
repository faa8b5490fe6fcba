import type { Coverage } from '../../coverage/create-coverage.ts'
import type { Gap } from '../../coverage/gaps.ts'
import { InputError } from '../../model/input-error.ts'
import { builder } from '../builder.ts'
import { type Connection, createConnection, type Hit } from '../connection/connection.ts'
import { countField, createEdge, pageFields } from '../connection/connection-fields.ts'
import { checkShare } from './coverage-arguments.ts'
import { ShareRef } from './coverage-measures.ts'
import { termOf } from './coverage-matrix.ts'
import { createCursorBinding, decodeCursor } from '../connection/cursors.ts'
import { readSize } from '../connection/page-arguments.ts'
import { areasByCode } from '../area/area.ts'
import { AreaRef, TaxonomyTermRef } from '../refs.ts'

const DEFAULT_SIZE = 50

const GapRef = builder.objectRef<Gap>('Gap').implement({
  description: 'A term that an area lacks and most of its comparators have.',
  fields: (t) => ({
    term: t.field({
      type: TaxonomyTermRef,
      nullable: false,
      description: 'The term.',
      resolve: ({ term }, _args, context) => termOf(term, context),
    }),
    area: t.field({
      type: AreaRef,
      nullable: false,
      description: 'The area.',
      resolve: ({ area }, _args, context) => {
        const [found] = areasByCode([area], context)
        if (found === undefined) throw new Error(`The area ${area} is no longer known.`)
        return found
      },
    }),
    presentIn: t.expose('presentIn', {
      type: ShareRef,
      nullable: false,
      description: 'The share of comparators that have it, of those for which it is known.',
    }),
    comparatorMedianRate: t.exposeFloat('comparatorMedianRate', {
      nullable: true,
      description: 'The median rate of those for which it is known. Null where none has a rate.',
    }),
  }),
})

const GapEdgeRef = createEdge<Gap, Hit>('GapEdge', GapRef, ['A', 'gap'])

export const GapConnectionRef = builder.objectRef<Connection<Gap>>('GapConnection').implement({
  description: 'A page of a list of gaps: those that most comparators do not have come first.',
  fields: (t) => ({
    ...pageFields(t, 'gaps', GapEdgeRef),
    totalCount: countField(t, 'gaps'),
  }),
})

/** The arguments of `gaps`. */
export interface GapArguments {
  readonly areas?: readonly string[] | null | undefined
  readonly presentInShare?: number | null | undefined
  readonly first?: number | null | undefined
  readonly after?: string | null | undefined
}

interface GapHit extends Hit {
  readonly gap: Gap
}

/** The gaps of a coverage; `deciding` is all that decides which they are, besides the arguments. */
export function connectGaps(coverage: Coverage, args: GapArguments, deciding: unknown): Connection<Gap> {
  const presentInShare = args.presentInShare ?? 0.6
  checkShare(presentInShare, 'presentInShare')
  const codes = args.areas ?? undefined
  for (const [index, code] of (codes ?? []).entries()) {
    if (coverage.areas.some(({ area }) => area.code === code)) continue
    throw new InputError(
      'UNKNOWN_AREA',
      `${code} is none of the areas asked about: name one of them, or none for all.`,
      ['areas', index],
    )
  }
  const binding = createCursorBinding('gaps', deciding, codes, presentInShare)
  const limit = readSize('first', args.first ?? DEFAULT_SIZE)
  const after = typeof args.after === 'string' ? decodeCursor(binding, args.after, 'after').uid : undefined
  return createConnection<Gap, GapHit>({
    binding,
    slice: { limit, backward: false },
    search(slice) {
      const hits = coverage
        .gaps(codes, presentInShare)
        .map((gap, at): GapHit => ({ gap, anchor: { value: at, uid: `${gap.area} ${gap.term}` } }))
      // Where the gap of the cursor has been filled since, the page starts where it stood.
      const found = after === undefined ? -1 : hits.findIndex(({ anchor }) => anchor.uid === after)
      const start = after === undefined ? 0 : found === -1 ? positionIn(binding, args.after) : found + 1
      return {
        hits: hits.slice(start, start + slice.limit),
        hasNext: start + slice.limit < hits.length,
        hasPrevious: start > 0,
      }
    },
    read: (hits) => hits.map(({ gap }) => gap),
    count: () => coverage.gaps(codes, presentInShare).length,
  })
}

function positionIn(binding: string, cursor: string | null | undefined): number {
  return typeof cursor === 'string' ? Number(decodeCursor(binding, cursor, 'after').value) : 0
}
