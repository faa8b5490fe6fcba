import { type Html, html, joined, type Part } from '../html.ts'
import { labelOf } from '../../model/labels.ts'
import { renderTable } from '../table.ts'
import type { View } from '../view.ts'
import type { Worklist } from './feed-answer.ts'

const CHANGES = ['NEW', 'STANDING', 'SETTLED'] as const

/** What the publisher should look at, kind by kind, with the file that has all of it. */
export function renderWorklist(
  { worklist, slug }: { readonly worklist: Worklist; readonly slug: string },
  view: View,
): Html {
  const { t, date, params } = view
  const { lastAt, totalCount, edges, pageInfo } = worklist
  const kind = params.get('kind') ?? ''
  const asked = new URLSearchParams({ slug, ...(kind !== '' && { kinds: kind }) })
  const columns = [{ heading: t('columnRecord') }, { heading: t('regionColumnKind') }, { heading: t('columnAsked') }]
  const rows = edges.map(({ node }) => [
    describeRecord(node.name, node.record),
    html`${labelOf('WorklistKind', node.kind)}<br /><span class="oruk-caption">${changeOf(node.change, view)}</span>`,
    html`${node.message}${node.other !== null && html`<br />${describeRecord(node.otherName, node.other)}`}`,
  ])
  const table = { id: 'worklist', caption: t('feedWorklistCaption', { count: totalCount }), columns, rows }
  return html`<p class="govuk-body">
      ${lastAt === null ? t('feedWorklistNever') : t('feedWorklistLast', { day: date(lastAt) })}
    </p>
    ${renderKinds(worklist, kind, view)}
    ${totalCount === 0 ? html`<p class="govuk-body">${t('feedWorklistNone')}</p>` : renderTable({ ...table, csv: view.file(`export/worklist.csv?${asked}`) }, view)}
    ${pageInfo.hasNextPage && pageInfo.endCursor !== null && html`<p class="govuk-body oruk-noprint"><a class="govuk-link" rel="next" href="${addressOf({ kind: kind || undefined, after: pageInfo.endCursor }, view)}">${t('feedMore')}</a></p>`}`
}

function renderKinds({ counts }: Worklist, chosen: string, view: View): Html {
  const { t, number } = view
  const all = choice(t('feedWorklistAll'), undefined, chosen === '', view)
  const kinds = counts
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) =>
      choice(`${labelOf('WorklistKind', kind)} (${number(count)})`, kind, chosen === kind, view),
    )
  return html`<p class="govuk-body oruk-noprint">${t('feedWorklistKinds')}: ${joined([all, ...kinds], ' | ')}</p>`
}

function choice(text: string, kind: string | undefined, isChosen: boolean, view: View): Part {
  if (isChosen) return html`<strong aria-current="true">${text}</strong>`
  return html`<a class="govuk-link" href="${addressOf({ kind }, view)}">${text}</a>`
}

function addressOf(query: Readonly<Record<string, string | undefined>>, view: View): string {
  return `${view.link(view.path.slice(1), query)}#worklist-title`
}

function describeRecord(name: string | null, record: string | null): Html {
  const key = record !== null && html`<br /><code class="oruk-caption">${record}</code>`
  return html`${name ?? ''}${key}`
}

function changeOf(change: string, { t }: View): string {
  const known = CHANGES.find((each) => each === change)
  return known === undefined ? change : t(`change${known}`)
}
