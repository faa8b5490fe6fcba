import type { FeedsReader } from '../../catalogue/catalogue-reader.ts'
import { type ComparedItem, WORKLIST_KINDS, type WorklistChange, type WorklistKind } from '../../model/worklist.ts'
import { builder } from '../builder.ts'
import { type Connection, createConnection, type Hit } from '../connection/connection.ts'
import { countField, createEdge, pageFields } from '../connection/connection-fields.ts'
import { createCursorBinding, decodeCursor } from '../connection/cursors.ts'
import { readSize } from '../connection/page-arguments.ts'

export const WorklistKindRef = builder.enumType('WorklistKind', {
  description: 'What a publisher is asked to look at. Open: values may be added.',
  values: {
    DUPLICATE: { description: 'Two records that may be one service, which a person should decide.' },
    DEFECT: { description: 'A defect that was found while reading: something was left out, or is doubtful.' },
    UNMAPPED: { description: 'A term in use that no shared scheme knows.' },
    STALE: { description: 'An active service that was last assured over a year ago, or at no date that can be.' },
    POOR: { description: 'An active service whose score is in band D.' },
  } as const satisfies Record<WorklistKind, object>,
})

export const WorklistChangeRef = builder.enumType('WorklistChange', {
  description: 'What became of an item since the worklist that was last given out.',
  values: {
    NEW: { description: 'It was not on the last; all are new before there was any.' },
    STANDING: { description: 'It was on the last, and still is.' },
    SETTLED: { description: 'It was on the last, and is no longer wrong.' },
  } as const satisfies Record<WorklistChange, object>,
})

const WorklistItemRef = builder.objectRef<ComparedItem>('WorklistItem').implement({
  description: 'One thing for a publisher to look at. It names no person.',
  fields: (t) => ({
    kind: t.expose('kind', { type: WorklistKindRef, nullable: false, description: 'What is asked.' }),
    change: t.expose('change', {
      type: WorklistChangeRef,
      nullable: false,
      description: 'What became of it since the last worklist.',
    }),
    byOurRules: t.exposeBoolean('isByOurRules', {
      nullable: false,
      description:
        'NEW or SETTLED because rules of the gateway changed since the last worklist, as far as is known: the records concerned did not change meanwhile. It is no change at the publisher’s.',
    }),
    key: t.exposeString('key', {
      nullable: false,
      description: 'The same as long as the same thing is wrong; unique in the worklist of a feed.',
    }),
    record: t.exposeString('record', {
      nullable: true,
      description: "The publisher's own record, as feed/originId. Null where it is of no one record.",
    }),
    name: t.exposeString('name', { nullable: true, description: 'Of the record, or the term. Null where not known.' }),
    other: t.exposeString('other', {
      nullable: true,
      description: 'The other record of a duplicate, as feed/originId. Null for all else.',
    }),
    otherName: t.exposeString('otherName', { nullable: true, description: 'Its name. Null for all else.' }),
    code: t.exposeString('code', { nullable: true, description: 'What it is, by code. Open: codes may be added.' }),
    path: t.exposeString('path', {
      nullable: true,
      description: "Where it stands in the record, in the publisher's own words; of a term its URI.",
    }),
    message: t.exposeString('message', { nullable: false, description: 'What it is, in sentences.' }),
    date: t.exposeString('date', {
      nullable: true,
      description: 'When a stale service was assured, as a day. Null for all else.',
    }),
    services: t.exposeInt('services', { nullable: false, description: 'How many services it is of.' }),
  }),
})

const WorklistEdgeRef = createEdge<ComparedItem, Hit>('WorklistEdge', WorklistItemRef, ['A', 'thing to look at'])

const WorklistCountRef = builder.objectRef<WorklistCount>('WorklistCount').implement({
  description: 'How many things of one kind there are to look at.',
  fields: (t) => ({
    kind: t.expose('kind', { type: WorklistKindRef, nullable: false, description: 'What is asked.' }),
    count: t.exposeInt('count', { nullable: false, description: 'How many there are now.' }),
    newCount: t.exposeInt('newCount', { nullable: false, description: 'Of these, those not on the last worklist.' }),
    settledCount: t.exposeInt('settledCount', {
      nullable: false,
      description: 'How many of the last worklist are settled.',
    }),
  }),
})

/** A page of a worklist, with what is said of the whole. */
export interface WorklistPage extends Connection<ComparedItem> {
  readonly worklist: ReturnType<FeedsReader['feedWorklist']>
}

interface WorklistCount {
  readonly kind: WorklistKind
  readonly count: number
  readonly newCount: number
  readonly settledCount: number
}

export const WorklistRef = builder.objectRef<WorklistPage>('Worklist').implement({
  description:
    'What a publisher should look at, duplicates first, the worst of each kind first, and last what was settled since the last worklist. At most 10,000 of each kind.',
  fields: (t) => ({
    lastAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When a worklist was last given out (`oruk-gateway worklist FEED --given`). Null before the first.',
      resolve: ({ worklist }) => worklist.lastAt,
    }),
    counts: t.field({
      type: [WorklistCountRef],
      nullable: false,
      description: 'How many of each kind, whatever was asked for.',
      resolve: ({ worklist }) => WORKLIST_KINDS.map((kind) => countKind(kind, worklist.items)),
    }),
    ...pageFields(t, 'things to look at', WorklistEdgeRef),
    totalCount: countField(t, 'things to look at'),
  }),
})

function countKind(kind: WorklistKind, items: readonly ComparedItem[]): WorklistCount {
  const of = (change: WorklistChange) => items.filter((item) => item.kind === kind && item.change === change).length
  const newCount = of('NEW')
  return { kind, count: newCount + of('STANDING'), newCount, settledCount: of('SETTLED') }
}

/** Which items, and which page of them. */
interface WorklistArguments {
  readonly kinds?: readonly WorklistKind[] | null | undefined
  readonly changes?: readonly WorklistChange[] | null | undefined
  readonly first?: number | null | undefined
  readonly after?: string | null | undefined
}

interface ItemHit extends Hit {
  readonly item: ComparedItem
}

/** A page of the worklist of a feed. */
export function connectWorklist(reader: FeedsReader, slug: string, args: WorklistArguments): WorklistPage {
  const { kinds, changes } = args
  const binding = createCursorBinding('worklist', slug, kinds, changes)
  const limit = readSize('first', args.first ?? 20)
  const after = typeof args.after === 'string' ? decodeCursor(binding, args.after, 'after') : undefined
  const worklist = reader.feedWorklist(slug)
  const items = worklist.items.filter(
    (item) => (kinds?.includes(item.kind) ?? true) && (changes?.includes(item.change) ?? true),
  )
  const connection = createConnection<ComparedItem, ItemHit>({
    binding,
    slice: { limit, backward: false },
    search() {
      // Where the item of the cursor is gone, the page starts where it stood.
      const found = after === undefined ? -1 : items.findIndex(({ key }) => key === after.uid)
      const start = after === undefined ? 0 : found === -1 ? Number(after.value) : found + 1
      const hits = items
        .slice(start, start + limit)
        .map((item, index): ItemHit => ({ item, anchor: { value: start + index, uid: item.key } }))
      return { hits, hasNext: start + limit < items.length, hasPrevious: start > 0 }
    },
    read: (hits) => hits.map(({ item }) => item),
    count: () => items.length,
  })
  return { ...connection, worklist }
}
