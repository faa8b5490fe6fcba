import { type Html, html } from '../html.ts'
import type { Page, PageAnswer, PageContent, Shown } from '../page.ts'
import { type Dot, renderDotMap } from '../search/dot-map.ts'
import { renderFacets } from '../search/facets.ts'
import { OUTLINES_ATTRIBUTION, outlineOf } from '../map/built-in-outlines.ts'
import { headingMeant } from '../search/heading-field.ts'
import { placeOf, renderHits } from '../search/hits.ts'
import {
  fieldOf,
  filterOf,
  queryOf,
  readSearch,
  readSearchVariables,
  type Search,
  sentenceOf,
  type SearchField,
  variablesOf,
} from '../search/read-search.ts'
import { SearchAnswer } from '../search/search-answer.ts'
import { FIELD_NAMES, type FieldProblems, renderSearchForm } from '../search/search-form.ts'
import { csvLink } from '../table.ts'
import type { View } from '../view.ts'

/** `/services`: the search of residents' helpers. Its address is all of its state. */
export const SERVICES_PAGE: Page = {
  path: '/services',
  section: 'services',
  operation: 'ServicesWithCounts',
  languages: ['en', 'cy'],
  readVariables: readSearchVariables,
  show: showSearch,
}

async function showSearch(shown: Shown): Promise<PageContent> {
  const { view } = shown
  const { asked, search, answer, problems, others } = await answerSearch(shown)
  const read = SearchAnswer.safeParse(answer.data)
  const found = read.success ? (read.data.services ?? undefined) : undefined
  const headings = read.success ? (read.data.taxonomyTerms ?? undefined) : undefined
  // With hits, what is said besides is of councils that could not be asked, not of what was asked.
  const [wrong, remarks] = found === undefined ? [others, []] : [[], others]
  const isWrong = problems.size > 0 || wrong.length > 0
  const title = found === undefined ? view.t('searchTitle') : view.t('searchResultsTitle', { count: found.totalCount })
  const offer = { counted: found?.facets.taxonomyTerms ?? [], found: headings, search }
  return {
    status: isWrong ? 400 : 200,
    title: isWrong ? view.t('errorPrefix', { title }) : title,
    ...(found !== undefined && { asOf: found.asOf }),
    main: html`${renderProblems(problems, wrong, view)}
      <h1 class="govuk-heading-l">${view.t('searchTitle')}</h1>
      ${renderSearchForm(asked, problems, offer, view)}
      ${found !== undefined && renderFound(found, search, remarks, view)}`,
  }
}

interface Mended {
  /** What was asked for, wrong fields among it. */
  readonly asked: Search
  /** What was answered in the end: what was asked, less the fields that are wrong. */
  readonly search: Search
  readonly answer: PageAnswer
  readonly problems: FieldProblems
  /** What is wrong but with no field. */
  readonly others: readonly string[]
}

/** Takes a heading that was typed whole as chosen, and asks again with it. */
async function answerSearch(shown: Shown): Promise<Mended> {
  const mended = await leaveOutWrong(shown)
  const read = SearchAnswer.safeParse(mended.answer.data)
  const meant = read.success && headingMeant(mended.search.heading, read.data.taxonomyTerms ?? undefined)
  if (!meant) return mended
  const params = new URLSearchParams(shown.request.params)
  params.delete('heading')
  params.append('term', meant.uri)
  const request = { ...shown.request, params }
  return leaveOutWrong({ ...shown, request, answer: await shown.again(variablesOf(readSearch(params))) })
}

/** Asks again without each field that is found wrong, so that the rest is shown. */
async function leaveOutWrong({ answer, request, again }: Shown): Promise<Mended> {
  const problems = new Map<SearchField, string>()
  const asked = readSearch(request.params)
  let current = answer
  for (;;) {
    const search = readSearch(request.params, new Set(problems.keys()))
    const wrong = current.errors.map((error) => ({ field: fieldOf(error), error }))
    const fresh = wrong.filter(({ field }) => field !== undefined && !problems.has(field))
    if (fresh.length === 0)
      return { asked, search, answer: current, problems, others: wrong.map(({ error }) => error.message) }
    for (const { field, error } of fresh) if (field !== undefined) problems.set(field, sentenceOf(error))
    current = await again(variablesOf(readSearch(request.params, new Set(problems.keys()))))
  }
}

function renderProblems(problems: FieldProblems, others: readonly string[], view: View): Html | undefined {
  const { t } = view
  if (problems.size === 0 && others.length === 0) return undefined
  return html`<div class="govuk-error-summary">
    <div role="alert">
      <h2 class="govuk-error-summary__title">${t('problemTitle')}</h2>
      <div class="govuk-error-summary__body">
        <ul class="govuk-list govuk-error-summary__list">
          ${[...problems].map(
            ([field, message]) => html`<li><a href="#${field}">${t(FIELD_NAMES[field])}: ${message}</a></li>`,
          )}
          ${others.map((message) => html`<li>${message}</li>`)}
        </ul>
        ${problems.size > 0 && others.length === 0 && html`<p>${t('searchWithout')}</p>`}
      </div>
    </div>
  </div>`
}

function renderFound(found: SearchAnswer, search: Search, remarks: readonly string[], view: View): Html {
  const { t } = view
  const csv = view.file(`export/services.csv?${csvSearch(search)}`)
  return html`<div class="oruk-columns">
    <section aria-labelledby="found">
      <div class="oruk-table-head">
        <h2 class="govuk-heading-m" id="found">
          ${t('searchCount', { count: found.totalCount })}
          <span class="oruk-caption oruk-light">${t('searchCountRecords', { count: found.recordCount })}</span>
        </h2>
        <p class="govuk-body oruk-noprint">
          <a class="govuk-link" href="#narrow">${t('facetsLink')}</a>${
            found.totalCount > 0 && html` · ${csvLink(csv, t('csvHits'), view)}`
          }
        </p>
      </div>
      ${renderRemarks(found, remarks, view)}
      ${found.edges.length === 0 ? renderNothing(view) : renderPlaces(found, view)} ${renderHits(found.edges, view)}
      ${renderPaging(found, search, view)}
    </section>
    ${renderFacets(found.facets, search, view)}
  </div>`
}

/** The very rows of the list, all of its pages: words are searched as they were here. */
function csvSearch(search: Search): string {
  const filter = { ...filterOf(search), ...(search.text.length > 0 && { correctText: true }) }
  const [unknowns] = search.unknowns
  return new URLSearchParams({ filter: JSON.stringify(filter), ...(unknowns !== undefined && { unknowns }) }).toString()
}

function renderRemarks(
  { textCorrected, textRelaxed, feeds }: SearchAnswer,
  remarks: readonly string[],
  view: View,
): Html {
  const { t } = view
  const lacking = feeds.filter(({ state }) => state !== 'FRESH')
  return html`${textCorrected !== null && html`<p class="govuk-inset-text">${t('searchCorrected', { words: textCorrected })}</p>`}
  ${textRelaxed && html`<p class="govuk-inset-text">${t('searchRelaxed')}</p>`}
  ${
    lacking.length + remarks.length > 0 &&
    html`<div class="govuk-inset-text">
      <p class="govuk-body">${t('searchMissing')}</p>
      <ul class="govuk-list govuk-list--bullet">
        ${lacking.map(({ feed, state, reason }) => html`<li>${feed.publisher}: ${reason ?? view.label('FeedState', state)}</li>`)}
        ${remarks.map((remark) => html`<li>${remark}</li>`)}
      </ul>
    </div>`
  }`
}

function renderNothing({ t }: View): Html {
  return html`<p class="govuk-body"><strong>${t('searchNothing')}</strong> ${t('searchNothingHint')}</p>`
}

function renderPlaces({ edges, facets }: SearchAnswer, view: View): Html | undefined {
  const dots = edges.flatMap((hit, at): readonly Dot[] => {
    const { latitude = null, longitude = null } = placeOf(hit) ?? {}
    if (latitude === null || longitude === null) return []
    const { id, name } = hit.node
    return [{ latitude, longitude, number: at + 1, name, href: view.link(`services/${id}`) }]
  })
  if (dots.length === 0) return undefined
  const areas = facets.areas.map(({ area: { code, name, boundary } }) => ({ name, ...outlineOf(code, boundary) }))
  const caption = view.t('mapAlt', { count: dots.length })
  const attribution = areas.some(({ rings, isBuiltIn }) => isBuiltIn && rings.length > 0)
    ? OUTLINES_ATTRIBUTION
    : undefined
  const map = renderDotMap({ dots, areas, caption, attribution }, view)
  return (
    map &&
    html`<details class="govuk-details" open>
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">${view.t('mapTitle')}</span>
      </summary>
      ${map}
    </details>`
  )
}

function renderPaging({ pageInfo }: SearchAnswer, search: Search, view: View): Html | undefined {
  const { t } = view
  const { hasNextPage, hasPreviousPage, startCursor, endCursor } = pageInfo
  const next = hasNextPage && endCursor !== null ? queryOf(search, { after: [endCursor] }) : undefined
  const previous = hasPreviousPage && startCursor !== null ? queryOf(search, { before: [startCursor] }) : undefined
  if (next === undefined && previous === undefined) return undefined
  return html`<nav class="govuk-pagination" aria-label="${t('pagingLabel')}">
    ${
      previous !== undefined &&
      html`<div class="govuk-pagination__prev">
        <a class="govuk-link govuk-pagination__link" href="${view.link('services', previous)}" rel="prev"
          ><span aria-hidden="true">← </span><span class="govuk-pagination__link-title">${t('pagePrevious')}</span></a
        >
      </div>`
    }
    ${
      next !== undefined &&
      html`<div class="govuk-pagination__next">
        <a class="govuk-link govuk-pagination__link" href="${view.link('services', next)}" rel="next"
          ><span class="govuk-pagination__link-title">${t('pageNext')}</span><span aria-hidden="true"> →</span></a
        >
      </div>`
    }
  </nav>`
}
