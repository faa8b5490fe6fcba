import { type Html, html } from '../html.ts'
import { licenceLink } from '../licence-link.ts'
import { outsideLink, safeAddress } from '../outside-link.ts'
import { renderTable } from '../table.ts'
import type { TextName } from '../texts/english.ts'
import type { View } from '../view.ts'
import type { ReadService } from './service-answer.ts'
import { linesOf, renderSummary } from './stated-summary.ts'

/** Whose record it is, how old, who else lists it, what differs, what was noticed in it, and where to report it. */
export function renderSource(service: ReadService, view: View): Html {
  const { t } = view
  const { feed, assuredDate, lastModified } = service
  return html`<h2 class="govuk-heading-m">${t('serviceWhoSays')}</h2>
    ${renderSummary([
      [t('serviceRecordOf'), `${feed.publisher} (${feed.name})`],
      [t('serviceAssured'), assuredDate === null ? t('notStated') : view.date(assuredDate)],
      [t('serviceModified'), lastModified === null ? t('notStated') : view.dateTime(lastModified)],
      [t('serviceRead'), view.dateTime(service.fetchedAt)],
      [t('serviceState'), linesOf([view.label('FeedState', feed.report.state), feed.report.reason ?? undefined])],
      [t('serviceDetail'), view.label('RecordDetail', service.detail)],
      [t('serviceQuality'), view.label('QualityBand', service.quality.band)],
      [t('serviceLicence'), feed.licence === null ? t('licenceNotKnown') : licenceLink(feed.licence)],
      [t('serviceAttribution'), feed.attribution ?? undefined],
      [t('serviceAlso'), linesOf(service.alsoListedBy.map((other) => otherListing(other, view)))],
    ])}
    ${renderConflicts(service, view)} ${renderIssues(service, view)} ${renderReport(service, view)}`
}

function otherListing({ id, name, feed }: ReadService['alsoListedBy'][number], view: View): Html {
  return html`<a class="govuk-link" href="${view.link(`services/${id}`)}">${feed.publisher}: ${name}</a>`
}

function renderConflicts({ id, cluster }: ReadService, view: View): Html | undefined {
  const { t } = view
  const rows = cluster.conflicts.flatMap(({ field, values }) => {
    const name = FIELD_TEXTS[field]
    return values.map(({ value, service }) => [
      name === undefined ? field : t(name),
      shown(value),
      service.feed.publisher,
    ])
  })
  if (rows.length === 0) return undefined
  const columns = [{ heading: t('columnField') }, { heading: t('columnValue') }, { heading: t('columnBy') }]
  return html`<h2 class="govuk-heading-m">${t('serviceDiffers')}</h2>
    ${renderTable({ id: 'differs', caption: t('serviceDiffersCaption'), columns, rows, csv: partsOf('differences', id, view) }, view)}`
}

function partsOf(name: 'differences' | 'issues', id: string, view: View): string {
  return view.file(`export/service-${name}.csv?${new URLSearchParams({ id })}`)
}

/** Fields that may differ, in people's words. */
const FIELD_TEXTS: Readonly<Record<string, TextName>> = {
  name: 'fieldOfName',
  description: 'serviceWhat',
  url: 'serviceWebsite',
  email: 'serviceEmail',
  phones: 'servicePhone',
  contacts: 'servicePerson',
  organization: 'fieldOfOrganization',
  schedules: 'serviceWhen',
  serviceAreas: 'serviceAreasServed',
  serviceAtLocations: 'serviceWhere',
  costOptions: 'serviceCost',
  fees: 'serviceCost',
  status: 'columnState',
  eligibilityDescription: 'serviceWho',
  languages: 'serviceLanguages',
}

/** Members that name a thing to a machine alone. */
const FOR_MACHINES: ReadonlySet<string> = new Set([
  'id',
  'locationType',
  'addressType',
  'precision',
  'latitude',
  'longitude',
])

/** A value in words: the texts and numbers in it, in their order. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return value.map(shown).filter(Boolean).join(', ')
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (typeof value !== 'object' || value === null) return ''
  return shown(Object.entries(value).flatMap(([name, member]) => (FOR_MACHINES.has(name) ? [] : [member])))
}

function renderIssues({ id, issues }: ReadService, view: View): Html | undefined {
  const { t } = view
  if (issues.length === 0) return undefined
  const columns = [{ heading: t('columnSentence') }, { heading: t('columnKind') }, { heading: t('columnPath') }]
  const rows = issues.map(({ message, severity, path }) => [
    message,
    view.label('Severity', severity),
    html`<code>${path}</code>`,
  ])
  return html`<h2 class="govuk-heading-m">${t('serviceIssues')}</h2>
    ${renderTable({ id: 'issues', caption: t('serviceIssuesCaption'), columns, rows, csv: partsOf('issues', id, view) }, view)}`
}

function renderReport(service: ReadService, view: View): Html {
  const { t } = view
  const { feed, sourceUrl, name, originId: id } = service
  const { email = null, website = null } = feed.statedPublisher ?? {}
  const values = { name, id, url: sourceUrl ?? '' }
  const subject = encodeURIComponent(t('serviceReportSubject', values))
  const body = encodeURIComponent(t('serviceReportBody', values))
  const address = [email === null ? null : `mailto:${email}?subject=${subject}&body=${body}`, website]
    .map((each) => safeAddress(each))
    .find((each) => each !== undefined)
  const raw = safeAddress(sourceUrl)
  return html`<ul class="govuk-list oruk-noprint">
    <li>
      ${
        address === undefined
          ? t('serviceReportNone')
          : html`${outsideLink(address, t('serviceReport'))} ${t('serviceReportTo', { publisher: feed.publisher })}`
      }
    </li>
    ${raw !== undefined && html`<li>${outsideLink(raw, t('serviceRaw'))}</li>`}
  </ul>`
}
