import { machineValue } from '../figures/machine-value.ts'
import { type Html, html, joined, type Part } from '../html.ts'
import { labelled } from '../labelled.ts'
import { labelOf } from '../../model/labels.ts'
import { outsideLink } from '../outside-link.ts'
import { areaLink } from '../region/area-table.ts'
import { FRESHNESS, renderMixTable } from '../region/mix-table.ts'
import { renderSummaryList } from '../summary-list.ts'
import { renderTable } from '../table.ts'
import type { TextName } from '../texts/english.ts'
import type { View } from '../view.ts'
import type { Feed } from './feed-answer.ts'

type Row = readonly [name: Part, value: Part]

/** Rows whose value is stated. */
function stated(rows: readonly (readonly [TextName, Part | null])[], { t }: View): readonly Row[] {
  return rows.flatMap(([name, value]) => (value === null ? [] : [[t(name), value] as const]))
}

/** The address of an export of one feed. */
export function feedExport(name: string, slug: string, view: View): string {
  return view.file(`export/${name}?${new URLSearchParams({ slugs: slug })}`)
}

/** How a feed stands, what it holds, whose it is. */
export function renderStanding(feed: Feed, view: View): Html {
  const { t, number, dateTime } = view
  const { report, counts, health, statedPublisher } = feed
  const share = report.detailedShare === null ? t('notKnown') : number(report.detailedShare * 100)
  const { services, organizations, locations, taxonomyTerms: terms, quarantined } = counts
  const rows = stated(
    [
      ['feedState', labelled('FeedState', report.state, view)],
      ['feedReason', report.reason],
      ['feedLastError', health.lastErrorMessage],
      ['feedAsOf', report.asOf === null ? t('never') : dateTime(report.asOf)],
      ['feedNext', health.nextAttempt === null ? null : dateTime(health.nextAttempt)],
      ['feedServices', machineValue(report.services, t('feedServicesOf', { count: report.services, share }))],
      ['feedRecords', t('feedRecordsOf', { services, organizations, locations, terms })],
      ['feedQuarantined', quarantined === 0 ? null : number(quarantined)],
      ['feedRequests', number(health.requestsLastDay)],
      ['feedSpeed', health.p95Ms === null ? null : t('milliseconds', { ms: number(health.p95Ms) })],
      [
        'feedAreas',
        feed.areas.length === 0
          ? null
          : joined(
              feed.areas.map((area) => areaLink(area, view)),
              ', ',
            ),
      ],
      ['feedScope', feed.scope],
      ['feedStandard', feed.standard],
      ['feedAddress', outsideLink(feed.url, feed.url)],
      ['feedStated', describePublisher(statedPublisher)],
      ['feedLicence', feed.licence === null ? t('licenceNotKnown') : outsideLink(feed.licence, feed.licence)],
      ['feedAttribution', feed.attribution],
    ],
    view,
  )
  const again = report.reprocessing.map((part) => html`<p class="govuk-inset-text">${t('feedReprocessing', part)}</p>`)
  return html`${again}${renderSummaryList(t('feedHow'), rows, feedExport('feeds.csv', feed.slug, view), view)}`
}

function describePublisher(publisher: Feed['statedPublisher']): Html | null {
  if (publisher === null) return null
  const { name, email, website } = publisher
  const parts: readonly (Part | null)[] = [
    name,
    email === null ? null : outsideLink(`mailto:${email}`, email),
    website === null ? null : outsideLink(website, website),
  ]
  const given = parts.filter((part) => part !== null)
  return given.length === 0 ? null : joined(given, ', ')
}

const OUTCOME_SIGNS: Readonly<Record<string, string>> = { PASS: '✓', WARN: '!', FAIL: '✗' }

/** What the standard requires, and how it came out; those that failed first. */
export function renderChecks({ verification, slug }: Feed, view: View): Html {
  const { t, number, date } = view
  if (verification === null) return html`<p class="govuk-body">${t('notVerified')}</p>`
  const { at, outcome, checks } = verification
  const order = ['FAIL', 'WARN', 'PASS']
  const sorted = checks.toSorted((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome))
  const columns = [
    { heading: t('columnRequirement') },
    { heading: t('columnOutcome') },
    { heading: t('columnTried'), isNumeric: true },
    { heading: t('columnFailed'), isNumeric: true },
    { heading: t('columnExamples') },
  ]
  const rows = sorted.map((check) => [
    check.requirement,
    html`<span aria-hidden="true">${OUTCOME_SIGNS[check.outcome]}</span> ${labelOf('Verdict', check.outcome)}`,
    machineValue(check.tried, number(check.tried)),
    machineValue(check.failed, number(check.failed)),
    check.examples.slice(0, 2).join(', '),
  ])
  const caption = t('feedChecksCaption', { day: date(at), outcome: labelOf('Verdict', outcome) })
  return renderTable({ id: 'checks', caption, columns, rows, csv: feedExport('verification.csv', slug, view) }, view)
}

/** Whether each parameter does what it says. */
export function renderFilters({ filters, slug }: Feed, view: View): Html {
  const { t, date } = view
  if (filters.length === 0) return html`<p class="govuk-body">${t('feedFiltersNone')}</p>`
  const columns = [{ heading: t('columnParameter') }, { heading: t('columnResult') }, { heading: t('columnTriedAt') }]
  const rows = filters.map(({ parameter, result, at }) => [
    html`<code>${parameter}</code>`,
    labelled('HonestyResult', result, view),
    at === null ? t('never') : date(at),
  ])
  const csv = feedExport('filters.csv', slug, view)
  return renderTable({ id: 'filters', caption: t('feedFiltersCaption'), columns, rows, csv }, view)
}

const HOLDS = [
  ...(['withContact', 'withOrganization', 'withTaxonomyTerm', 'withSchedule'] as const),
  ...(['withPostcode', 'withCoordinates', 'withServiceArea'] as const),
] as const
const BANDS = (['A', 'B', 'C', 'D'] as const).map((band) => [band.toLowerCase(), labelOf('QualityBand', band)] as const)

/** How good the feed is as a whole, and what its services state. */
export function renderQuality({ measures, content, name, slug }: Feed, view: View): Html {
  const { t, number } = view
  const percent = (share: number | null): Part | null =>
    share === null ? null : machineValue(share, `${number(share * 100, 1)} %`)
  const csv = feedExport('feeds.csv', slug, view)
  const whole = stated(
    [
      [
        'columnQuality',
        measures.medianQuality === null ? null : machineValue(measures.medianQuality, number(measures.medianQuality)),
      ],
      ['measureIds', percent(measures.idStability)],
      ['measureAgreement', percent(measures.listDetailAgreement)],
      ['measurePaging', percent(measures.pagingComplete)],
      ['measureRepeated', measures.repeatedIds === null ? null : number(measures.repeatedIds)],
      ['measureDuplicates', percent(measures.duplicates)],
      ['measureChurn', percent(measures.churnPerWeek)],
    ],
    view,
  )
  const availability: readonly Row[] =
    measures.availability === null
      ? []
      : [[t('measureAvailability', { count: measures.refreshes }), percent(measures.availability) ?? t('notKnown')]]
  const holds = HOLDS.map((part): Row => [t(part), percent(content[part]) ?? t('notKnown')])
  const mix = { csv, heading: t('columnFeed'), figure: 'M18' } as const
  return html`${renderSummaryList(t('feedMeasures'), [...whole, ...availability], csv, view)}
  ${renderSummaryList(t('feedHolds'), holds, csv, view)}
  ${renderMixTable({ ...mix, id: 'freshness', caption: t('feedFreshness'), classes: FRESHNESS, rows: [{ name, mix: content.freshness }] }, view)}
  ${content.qualityBands !== null && renderMixTable({ ...mix, id: 'bands', caption: t('feedBands'), figure: 'M28', classes: BANDS, rows: [{ name, mix: content.qualityBands }] }, view)}
  ${renderNames({ id: 'unmapped', caption: t('feedUnmapped'), heading: t('matrixHeading'), names: content.unmappedTerms, csv: feedExport('unmapped-terms.csv', slug, view) }, view)}
  ${renderNames({ id: 'unresolved', caption: t('feedUnresolved'), heading: t('columnArea'), names: content.unresolvedAreaNames, csv: feedExport('unresolved-areas.csv', slug, view) }, view)}`
}

interface Names {
  readonly id: string
  readonly caption: string
  readonly heading: string
  readonly names: Feed['content']['unmappedTerms']
  readonly csv: string
}

function renderNames({ heading, names, ...table }: Names, view: View): Html | undefined {
  if (names.length === 0) return undefined
  const columns = [{ heading }, { heading: view.t('columnServices'), isNumeric: true }]
  const rows = names.map(({ name, count }) => [name, machineValue(count, view.number(count))])
  return renderTable({ ...table, columns, rows }, view)
}
