import { WORKLIST_KINDS, type ComparedItem, type WorklistKind } from '../model/worklist.ts'
import type { PublisherWorklist } from './join-worklists.ts'

/** Of each kind in the text; the CSV beside it has all. */
const MOST_SHOWN = 10

const HEADINGS: Readonly<Record<WorklistKind, string>> = {
  DUPLICATE: 'Records that may be one service',
  DEFECT: 'Records that could not be read in full',
  UNMAPPED: 'Terms that no shared scheme knows',
  STALE: 'Services not assured for a year',
  POOR: 'Services with little to go by',
}

/** A worklist as the text of an e-mail to the publisher, never to a person: what is new first, what is settled last. */
export function describeWorklist({ publisher, feeds, at, lastAt, items }: PublisherWorklist): string {
  const standing = items.filter(({ change }) => change !== 'SETTLED')
  const settled = items.filter(({ change }) => change === 'SETTLED')
  const isNew = standing.filter(({ change }) => change === 'NEW').length
  const since = lastAt === undefined ? undefined : dayOf(lastAt)
  const changed = since === undefined ? '' : ` (${isNew} new, ${settled.length} settled since ${since})`
  const parts = WORKLIST_KINDS.flatMap((kind) =>
    describeKind(
      HEADINGS[kind],
      standing.filter((item) => item.kind === kind),
      since,
    ),
  )
  const ours = items.filter(({ isByOurRules }) => isByOurRules).length
  const name = feeds.map((feed) => feed.name).join(', ')
  const slugs = feeds.map(({ slug }) => slug)
  const quoted = slugs.map((slug) => `“${slug}”`).join(', ')
  const isAsking = standing.some(({ kind }) => kind === 'DUPLICATE')
  return [
    `To: ${publisher}`,
    `Subject: ${name}: ${standing.length} to look at${changed}`,
    '',
    `To the publisher of ${name},`,
    '',
    `This is what the gateway found in your ${slugs.length === 1 ? 'feed' : 'feeds'} ${quoted} up to ${dayOf(at)}. It is mended at its source, in your directory.`,
    'The file beside this text has every row.',
    ...(ours === 0
      ? []
      : [`${ours} of what is new or settled, marked *, is so because rules of the gateway changed, not your records.`]),
    ...(standing.length === 0 ? ['', 'There is nothing to look at.'] : parts),
    ...(isAsking ? describeAnswers(slugs) : []),
    ...(since === undefined ? [] : describeKind(`Settled since ${since}`, settled, undefined)),
  ].join('\n')
}

function describeAnswers(slugs: readonly string[]): readonly string[] {
  return [
    '',
    'Of records that may be one service, say in the column “decision” of the file what they are: SAME_SERVICE,',
    'SAME_OFFERING_OTHER_AREA, SAME_SITE_DIFFERENT_SERVICE or SAME_ORGANIZATION; leave it empty where you do not know.',
    `Sent back, the file is read by: oruk-gateway duplicates decide --from FILE --feed ${slugs.join(',')} --by NAME`,
  ]
}

/** New ones first where there was a list before; what all of many have is said once. */
function describeKind(heading: string, items: readonly ComparedItem[], since: string | undefined): readonly string[] {
  if (items.length === 0) return []
  const isMarked = (item: ComparedItem): boolean => since !== undefined && item.change === 'NEW'
  const ordered = [...items.filter(isMarked), ...items.filter((item) => !isMarked(item))]
  const marked = items.filter(isMarked).length
  const more = items.length - MOST_SHOWN
  return [
    '',
    `${heading}: ${items.length}${since === undefined ? '' : `, ${marked} of them new`}`,
    ...ordered
      .slice(0, MOST_SHOWN)
      .map((item) => `  ${isMarked(item) ? '+' : '-'}${item.isByOurRules ? '*' : ''} ${describeItem(item)}`),
    ...(more > 0 ? [`  … and ${more} more in the file.`] : []),
  ]
}

function describeItem({ kind, record, name, other, otherName, path, message, services }: ComparedItem): string {
  const own = nameOf(name, record)
  if (kind === 'DUPLICATE') return `${own} and ${nameOf(otherName, other)}: ${message}`
  if (kind === 'UNMAPPED') return `${own}, of ${services} services. ${message}`
  if (kind === 'DEFECT') return `${own === '' ? 'The list' : own}, ${path ?? ''}: ${message}`
  return `${own}: ${message}`
}

function nameOf(name: string | undefined, record: string | undefined): string {
  if (name === undefined) return record ?? ''
  return record === undefined ? `“${name}”` : `“${name}” (${record})`
}

function dayOf(instant: string): string {
  return instant.slice(0, 10)
}
