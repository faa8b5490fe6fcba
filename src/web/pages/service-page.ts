import { html, jsonScript } from '../html.ts'
import type { Page, PageContent, Shown } from '../page.ts'
import { type ReadService, ServiceAnswer } from '../service/service-answer.ts'
import { serviceJsonLd } from '../service/service-json-ld.ts'
import { renderContacts, renderDescription, renderFacts, renderPlaces } from '../service/service-sections.ts'
import { renderSource } from '../service/service-source.ts'
import type { View } from '../view.ts'

const MOMENT_MS = 300_000

/** `/services/ID`: one service as a person reads it. One that was removed answers 410, one that is not known 404. */
export const SERVICE_PAGE: Page = {
  path: '/services/:id',
  section: 'services',
  operation: 'ServiceAsAPersonReadsIt',
  // To five minutes, so that the answer is kept for all who ask within them.
  readVariables: ({ segments, nowMs }) => ({
    id: segments['id'],
    from: new Date(nowMs - (nowMs % MOMENT_MS)).toISOString(),
  }),
  show: ({ answer, view }: Shown): PageContent => {
    const service = ServiceAnswer.safeParse(answer.data).data?.service ?? undefined
    if (service !== undefined) return showService(service, view)
    const gone = answer.errors.find(({ code }) => code === 'GONE')
    return gone === undefined ? showUnknown(view) : showGone(gone.details, view)
  },
}

function showService(service: ReadService, view: View): PageContent {
  const { t } = view
  const { name, alternateName, organization, status, alert } = service
  return {
    title: name,
    head: jsonScript('application/ld+json', serviceJsonLd(service)),
    asOf: service.fetchedAt,
    main: html`<h1 class="govuk-heading-l">${name}</h1>
      ${alternateName !== null && html`<p class="govuk-body-l">${alternateName}</p>`}
      ${
        organization?.name !== undefined &&
        organization.name !== null &&
        html`<p class="govuk-body">${t('serviceBy', { name: organization.name })}</p>`
      }
      ${
        status !== null &&
        status !== 'ACTIVE' &&
        html`<p class="govuk-inset-text">
          <strong>${t('serviceStatus', { status: view.label('ServiceStatus', status) })}</strong>
        </p>`
      }
      ${service.detail !== 'FULL' && html`<p class="govuk-inset-text">${t('serviceListOnly')}</p>`}
      ${alert !== null && html`<p class="govuk-inset-text">${alert}</p>`} ${renderDescription(service)}
      ${renderFacts(service, view)} ${renderContacts(service, view)} ${renderPlaces(service, view)}
      ${renderSource(service, view)}`,
  }
}

function showUnknown({ t, link }: View): PageContent {
  const title = t('unknownRecordTitle')
  return {
    status: 404,
    title,
    main: html`<h1 class="govuk-heading-l">${title}</h1>
      <p class="govuk-body">${t('unknownRecordText')}</p>
      <p class="govuk-body"><a class="govuk-link" href="${link('services')}">${t('navSearch')}</a></p>`,
  }
}

function showGone(details: Readonly<Record<string, unknown>>, view: View): PageContent {
  const { t } = view
  const title = t('goneTitle')
  const { removedAt, feed } = details
  const date = typeof removedAt === 'string' ? view.dateTime(removedAt) : t('notKnown')
  return {
    status: 410,
    title,
    main: html`<h1 class="govuk-heading-l">${title}</h1>
      <p class="govuk-body">${t('goneText', { date, feed: typeof feed === 'string' ? feed : t('notKnown') })}</p>
      <p class="govuk-body"><a class="govuk-link" href="${view.link('services')}">${t('goneSearch')}</a></p>`,
  }
}
