import { z } from 'zod'

import { renderAskBox } from '../ask-box.ts'
import { machineValue } from '../figures/machine-value.ts'
import { type Html, html, joined, type Part } from '../html.ts'
import { labelOf } from '../../model/labels.ts'
import { type Corrected, leaveOutWrong } from '../leave-out-wrong.ts'
import { renderMistakes } from '../mistakes.ts'
import type { Page, PageContent } from '../page.ts'
import { areaLink } from '../region/area-table.ts'
import { exportAddress, given } from '../region/region-question.ts'
import { renderTable } from '../table.ts'
import type { View } from '../view.ts'
import { kindOf } from './area-page.ts'

const Found = z.object({
  totalCount: z.number(),
  nodes: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      type: z.string(),
      validTo: z.string().nullable(),
      parents: z.array(z.object({ name: z.string() })),
    }),
  ),
})
const Covered = z.array(
  z.object({
    area: z.object({
      code: z.string(),
      name: z.string(),
      parents: z.array(z.object({ name: z.string() })),
      population: z.object({ value: z.number(), year: z.number() }).nullable(),
    }),
    serviceCount: z.number().nullable(),
    feeds: z.array(z.object({ feed: z.object({ slug: z.string(), name: z.string() }), state: z.string() })),
  }),
)
const Answer = z.object({
  areas: Found.nullish(),
  coverage: z
    .object({ asOf: z.string(), total: z.object({ serviceCount: z.number().nullable() }), areas: Covered })
    .nullable(),
})
type Answer = z.infer<typeof Answer>

/** `/areas`: the areas that a feed covers, and any other by its name. */
export const AREAS_PAGE: Page = {
  path: '/areas',
  section: 'areas',
  operation: 'AreasPage',
  readVariables({ params }) {
    const [type, text] = [given(params, 'type'), given(params, 'text')]
    return { ...(type !== undefined && { type }), ...(text !== undefined && { text, finds: true }) }
  },
  show: async (shown) =>
    showAreas(await leaveOutWrong(shown, ([name]) => (name === 'where' ? 'text' : 'type')), shown.view),
}

function showAreas({ answer, variables, mistakes }: Corrected, view: View): PageContent {
  const { t } = view
  const { areas, coverage } = Answer.parse(answer.data ?? { coverage: null })
  const title = t('areasPageTitle')
  const main = html`${renderMistakes(mistakes, view)}
    <h1 class="govuk-heading-xl">${title}</h1>
    <p class="govuk-body-l">${t('areasPageLead')}</p>
    ${renderAskBox(
      {
        ...{ action: view.link('areas'), name: 'text', type: 'search', value: view.params.get('text') ?? '' },
        ...{ label: t('areaFindLabel'), hint: t('areaFindHint'), button: t('areaFindButton') },
      },
      view,
    )}
    ${areas !== undefined && areas !== null && renderFound(areas, view)}
    ${coverage !== null && renderCovered(coverage, view.file(exportAddress('coverage-areas.csv', { ...variables, hasFeed: true }, { terms: [] })), view)}`
  return { title, main, ...(coverage !== null && { asOf: coverage.asOf }) }
}

function renderFound({ totalCount, nodes }: z.infer<typeof Found>, view: View): Html {
  const { t } = view
  if (totalCount === 0) return html`<p class="govuk-inset-text" role="status">${t('areaFoundNone')}</p>`
  const text = given(view.params, 'text')
  const csv = view.file(`export/areas.csv?${new URLSearchParams({ filter: JSON.stringify({ text }) })}`)
  const columns = [{ heading: t('columnArea') }, { heading: t('columnAreaKind') }, { heading: t('columnIn') }]
  const rows = nodes.map((area) => [
    areaLink(area, view),
    kindOf(area.type, view),
    area.parents.map(({ name }) => name).join(', '),
  ])
  const caption = t('areaFound', { count: totalCount })
  return html`${renderTable({ id: 'found', caption, columns, rows, csv, isSection: true }, view)}
  ${nodes.length < totalCount && html`<p class="govuk-body-s" role="status">${t('gapsFirst', { count: nodes.length, total: totalCount })}</p>`}`
}

function renderCovered({ areas: covered, total }: NonNullable<Answer['coverage']>, csv: string, view: View): Html {
  const { t, number } = view
  const count = (value: number | null): Part => (value === null ? t('noFigure') : machineValue(value, number(value)))
  if (covered.length === 0) return html`<p class="govuk-inset-text">${t('areasCoveredNone')}</p>`
  const columns = [
    { heading: t('columnArea') },
    { heading: t('columnIn') },
    { heading: t('columnPopulation'), isNumeric: true },
    { heading: t('columnServiceCount'), isNumeric: true },
    { heading: t('columnFeeds') },
  ]
  const rows = covered.map(({ area, serviceCount, feeds }) => [
    areaLink(area, view),
    area.parents.map(({ name }) => name).join(', '),
    area.population === null ? t('notKnown') : `${number(area.population.value)} (${area.population.year})`,
    count(serviceCount),
    joined(
      feeds.map(
        ({ feed, state }) =>
          html`<a class="govuk-link" href="${view.link(`feeds/${encodeURIComponent(feed.slug)}`)}">${feed.name}</a>
            <span class="oruk-caption">${labelOf('FeedState', state)}</span>`,
      ),
      html`<br />`,
    ),
  ])
  const all = [html`<em>${t('allTogether')}</em>`, '', '', count(total.serviceCount), '']
  const table = {
    id: 'covered',
    caption: t('areasCovered'),
    columns,
    rows: covered.length > 1 ? [...rows, all] : rows,
    csv,
    isSection: true,
  }
  return renderTable(table, view)
}
