import { type Html, html, type Part, sanitisedHtml } from '../html.ts'
import { outsideLink } from '../outside-link.ts'
import { renderDotMap } from '../search/dot-map.ts'
import { agesOf } from '../search/hits.ts'
import type { View } from '../view.ts'
import type { Phone, Place, ReadService, Schedule } from './service-answer.ts'
import { linesOf, renderSummary } from './stated-summary.ts'

/** What a service is, when, at what cost, for whom and how: as its publisher states it. What is not stated and matters is said to be so. */
export function renderFacts(service: ReadService, view: View): Html {
  const { t } = view
  return html`${renderSummary([
    [t('serviceWhen'), whenOf(service, view)],
    [t('serviceCost'), costOf(service, view)],
    [t('serviceWho'), whoOf(service, view)],
    [t('serviceAttend'), linesOf(service.attendingTypes.map((way) => view.label('AttendingType', way)))],
    [t('serviceApply'), paragraphs(service.applicationProcess)],
    [t('serviceWait'), service.waitTime ?? undefined],
    [t('serviceDocuments'), linesOf(service.requiredDocuments.map(({ document }) => document ?? undefined))],
    [t('serviceLanguages'), service.languages.flatMap(({ name }) => name ?? []).join(', ')],
    [t('serviceInterpreting'), service.interpretationServices ?? undefined],
    [
      t('serviceAreasServed'),
      linesOf(service.serviceAreas.map(({ name, serviceArea }) => name ?? serviceArea ?? undefined)),
    ],
    [t('serviceAccreditations'), linesOf([service.accreditations ?? undefined, service.licenses ?? undefined])],
    [t('serviceHeadings'), linesOf(service.taxonomyTerms.map((term) => termLink(term, view)))],
  ])}`
}

/** The description: the gateway's sanitised HTML where the publisher sent HTML, else paragraphs of plain text. */
export function renderDescription({ descriptionHtml, description }: ReadService): Html | undefined {
  if (descriptionHtml !== null) return html`<div class="govuk-body oruk-prose">${sanitisedHtml(descriptionHtml)}</div>`
  const text = paragraphs(description)
  return text === undefined ? undefined : html`<div class="govuk-body oruk-prose">${text}</div>`
}

function termLink({ uri, name, taxonomy }: ReadService['taxonomyTerms'][number], view: View): Html {
  return html`<a class="govuk-link" href="${view.link('services', { term: uri })}">${name}</a>
    <span class="oruk-caption">(${taxonomy.name})</span>`
}

function paragraphs(text: string | null): Html | undefined {
  const parts = (text ?? '').split(/\n\s*\n/).filter((part) => part.trim() !== '')
  if (parts.length === 0) return undefined
  return html`${parts.map((part) => html`<p>${part.trim()}</p>`)}`
}

function whenOf(service: ReadService, view: View): Part {
  const { t } = view
  const all = [...service.schedules, ...service.serviceAtLocations.flatMap(({ schedules }) => schedules)]
  if (all.length === 0) return t('notStated')
  return linesOf([nextOf(service, view), ...service.schedules.map((schedule) => hoursOf(schedule, view))])
}

function nextOf({ nextOpening, schedules, serviceAtLocations }: ReadService, view: View): Part {
  const { t } = view
  const isStated = [...schedules, ...serviceAtLocations.flatMap((place) => place.schedules)].some(
    ({ freq }) => freq !== null,
  )
  if (nextOpening === null) return isStated && t('serviceNextNone')
  const { opensAt: from, closesAt: to, certain } = nextOpening
  const date = `${view.weekday(nextOpening.date)} ${view.date(nextOpening.date)}`
  const when =
    from === null
      ? t('serviceDay', { date })
      : to === null
        ? t('serviceDayFrom', { date, from })
        : t('serviceDayBetween', { date, from, to })
  return html`<strong>${t(certain ? 'serviceNext' : 'serviceNextMaybe', { when })}</strong>`
}

function hoursOf({ inWords, unreadable, scheduleLink }: Schedule, { t }: View): Part {
  const words = inWords ?? (unreadable.length > 0 ? t('serviceUnreadable', { what: unreadable.join(', ') }) : undefined)
  if (scheduleLink === null) return words
  return html`${words} ${outsideLink(scheduleLink, scheduleLink)}`
}

function costOf({ free, fees, feesDescription, costOptions }: ReadService, view: View): Part {
  const { t } = view
  const options = costOptions.map(({ option, amount, currency, amountDescription }) => {
    const price = amount === null ? undefined : priceOf(amount, currency ?? 'GBP')
    return [option, price, amountDescription].filter((part) => part !== null && part !== undefined).join(', ')
  })
  const verdict = free === null ? undefined : t(free ? 'serviceFree' : 'serviceCharge')
  const words = [...new Set([verdict, ...options, fees ?? undefined, feesDescription ?? undefined])]
  const stated = words.filter((part) => part !== undefined && part !== '')
  return stated.length === 0 ? t('notStated') : linesOf(stated)
}

function priceOf(amount: number, currency: string): string {
  // A currency that is none is shown as it is published.
  if (!/^[A-Z]{3}$/.test(currency)) return `${amount} ${currency}`
  return new Intl.NumberFormat('en-GB', { style: 'currency', currency }).format(amount)
}

function whoOf(service: ReadService, view: View): Part {
  const ages = agesOf(service, view)
  const isNothing = ages === undefined && service.eligibilityDescription === null
  return linesOf([
    isNothing ? view.t('notStated') : (ages ?? view.t('serviceAllAges')),
    service.hasUnreadableAges && view.t('serviceAgesUnreadable'),
    paragraphs(service.eligibilityDescription),
  ])
}

/** Whom to turn to, as links. */
export function renderContacts(service: ReadService, view: View): Html {
  const { t } = view
  const { url, additionalUrls, email, phones, contacts, organization, serviceAtLocations } = service
  const numbers = [...phones, ...serviceAtLocations.flatMap((place) => place.phones)]
  const own = renderSummary([
    [
      t('serviceWebsite'),
      linesOf([link(url), ...additionalUrls.map((each) => outsideLink(each.url, each.label ?? each.url))]),
    ],
    [t('serviceEmail'), mail(email)],
    [t('servicePhone'), linesOf(distinctPhones(numbers).map(phone))],
    ...contacts.map((contact) => [t('servicePerson'), personOf(contact)] as const),
  ])
  const theirs = renderSummary([
    [t('serviceWebsite'), link(organization?.website ?? null)],
    [t('serviceEmail'), mail(organization?.email ?? null)],
  ])
  return html`<h2 class="govuk-heading-m">${t('serviceContact')}</h2>
    ${own ?? theirs ?? html`<p class="govuk-body">${t('notStated')}</p>`}`
}

function personOf({ name, title, department, email, phones }: ReadService['contacts'][number]): Part {
  const words = [name, title, department].filter((part) => part !== null && part !== '').join(', ')
  return linesOf([words, mail(email), ...phones.map(phone)])
}

function link(address: string | null): Part {
  return address !== null && outsideLink(address, address)
}

function mail(address: string | null): Part {
  return address !== null && outsideLink(`mailto:${address}`, address)
}

function distinctPhones(phones: readonly Phone[]): readonly Phone[] {
  return [...new Map(phones.map((each) => [`${each.number} ${each.extension ?? ''}`, each])).values()]
}

function phone({ number, e164, extension, description }: Phone): Html {
  const shown = extension === null ? number : `${number} ext. ${extension}`
  return html`${outsideLink(e164 === null ? null : `tel:${e164}`, shown)}${description !== null && html` (${description})`}`
}

/** Where it is had: each place with its address, hours and access, and a map of them. */
export function renderPlaces({ serviceAtLocations, deliveryClass }: ReadService, view: View): Html {
  const { t } = view
  const dots = serviceAtLocations.flatMap(({ location }, at) => {
    const { latitude = null, longitude = null, name = null } = location ?? {}
    if (latitude === null || longitude === null) return []
    return [{ latitude, longitude, number: at + 1, name: name ?? t('servicePlaceUnnamed'), href: `#place-${at + 1}` }]
  })
  return html`<h2 class="govuk-heading-m">${t('serviceWhere')}</h2>
    <p class="govuk-body">${view.label('DeliveryClass', deliveryClass)}</p>
    ${renderDotMap({ dots, areas: [], caption: t('mapAlt', { count: dots.length }) }, view)}
    ${serviceAtLocations.map((place, at) => renderPlace(place, at + 1, view))}`
}

function renderPlace({ location, schedules }: Place, number: number, view: View): Html | undefined {
  if (location === null) return undefined
  const { t } = view
  const addresses = location.addresses.map((address) =>
    [address.address1, address.address2, address.city, address.stateProvince, address.postalCode]
      .filter((line) => line !== null && line !== '')
      .join(', '),
  )
  const access = location.accessibility.map(({ accessibility, description, details }) =>
    [...new Set([accessibility, description, details])].filter((part) => part !== null && part !== '').join('. '),
  )
  return html`<section id="place-${number}">
    <h3 class="govuk-heading-s">
      <span class="oruk-number">${number}</span> ${location.name ?? t('servicePlaceUnnamed')}
    </h3>
    ${renderSummary([
      [t('serviceAddress'), linesOf(addresses)],
      [t('serviceWhen'), linesOf(schedules.map((schedule) => hoursOf(schedule, view)))],
      [t('serviceGettingThere'), location.transportation ?? undefined],
      [t('serviceAccess'), linesOf(access)],
      [t('serviceWebsite'), link(location.url)],
      [t('serviceWhat'), location.description ?? undefined],
      [t('servicePrecision'), view.label('LocationPrecision', location.precision)],
    ])}
  </section>`
}
