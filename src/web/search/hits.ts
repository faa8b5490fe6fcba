import { type Html, html, joined, type Part, sanitisedHtml } from '../html.ts'
import type { TextName } from '../texts/english.ts'
import type { View } from '../view.ts'
import type { Hit, Place } from './search-answer.ts'

/** The hits of a page as a list, each with its number from 1 on, which the map has too. */
export function renderHits(hits: readonly Hit[], view: View): Html {
  return html`<ol class="oruk-hits">
    ${hits.map((hit, at) => renderHit(hit, at + 1, view))}
  </ol>`
}

/** The place of a hit that is shown: the nearest, where a point was asked for, else the first; undefined where it has none. */
export function placeOf({ nearest, node }: Hit): NonNullable<Place['location']> | undefined {
  const places = node.serviceAtLocations
  return (places.find(({ id }) => id === nearest?.id) ?? places[0])?.location ?? undefined
}

function renderHit(hit: Hit, number: number, view: View): Html {
  const { node, listings } = hit
  const publishers = [...new Set(listings.map(({ feed }) => feed.publisher))]
  return html`<li class="oruk-hit" id="hit-${number}">
    <h3 class="govuk-heading-s">
      <span class="oruk-number">${number}</span>
      <a class="govuk-link" href="${view.link(`services/${node.id}`)}">${node.name}</a>
    </h3>
    <p class="govuk-body">
      ${joined([node.organization?.name, whereOf(hit, view), distanceOf(hit, view)].filter(isStated), ' · ')}
    </p>
    ${excerptOf(hit)}
    <p class="govuk-body-s oruk-caption">${view.t('hitListedBy', { publishers: publishers.join(', ') })}</p>
    ${renderNotes(hit, view)}
  </li>`
}

function isStated<T>(value: T | undefined): value is T {
  return value !== undefined && value !== ''
}

function whereOf(hit: Hit, { label }: View): string | undefined {
  const location = placeOf(hit)
  if (location === undefined) return label('DeliveryClass', hit.node.deliveryClass)
  const [address] = location.addresses
  const parts = [location.name, address?.city, address?.postalCode]
  return [...new Set(parts.filter((part) => part !== null && part !== undefined && part !== ''))].join(', ')
}

const METRES_PER_MILE = 1_609.344

function distanceOf({ distanceMetres, distanceApproximate }: Hit, { t, number }: View): string | undefined {
  if (distanceMetres === null) return distanceApproximate === null ? undefined : t('hitNoPlace')
  const values = { miles: number(distanceMetres / METRES_PER_MILE, 1), km: number(distanceMetres / 1_000, 1) }
  return t(distanceApproximate === true ? 'hitDistanceAbout' : 'hitDistance', values)
}

const EXCERPT = 220

/** Where the words occur in it, else how it begins. */
function excerptOf({ highlights, node }: Hit): Html | undefined {
  const found = highlights.find(({ field }) => field === 'description' || field === 'eligibilityDescription')
  if (found !== undefined) return html`<p class="govuk-body">${sanitisedHtml(found.snippet)}</p>`
  if (node.description === null) return undefined
  const text = node.description.replaceAll(/\s+/g, ' ').trim()
  return html`<p class="govuk-body">
    ${text.length > EXCERPT ? `${text.slice(0, text.lastIndexOf(' ', EXCERPT))}…` : text}
  </p>`
}

/** What a filter is called where a service does not state what it asks. */
const UNSTATED: Readonly<Record<string, TextName>> = {
  age: 'factAge',
  openAt: 'factOpenAt',
  free: 'factFree',
  languages: 'factLanguages',
  attending: 'factAttending',
  accessible: 'factAccessible',
}

function renderNotes({ unknownOn, missingWords, matchedVia, node }: Hit, view: View): Html {
  const { t } = view
  const status = node.status === null || node.status === 'ACTIVE' ? undefined : view.label('ServiceStatus', node.status)
  const known: readonly Part[] = [
    status,
    agesOf(node, view),
    node.free === null ? undefined : t(node.free ? 'hitFree' : 'hitCharged'),
    ...matchedVia.map(({ from }) => t('hitMapped', { name: from.name })),
    missingWords.length > 0 && t('hitMissing', { words: missingWords.join(', ') }),
  ].filter((note) => note !== undefined && note !== false)
  const unknown = unknownOn.map((name) => {
    const fact = UNSTATED[name]
    return t('hitUnknown', { what: fact === undefined ? name : t(fact) })
  })
  if (known.length + unknown.length === 0) return html``
  return html`<ul class="oruk-notes govuk-body-s">
    ${known.map((note) => html`<li class="oruk-note">${note}</li>`)}
    ${unknown.map((note) => html`<li class="oruk-note oruk-note--unknown">${note}</li>`)}
  </ul>`
}

/** Ages as people say them; undefined where none are stated. */
export function agesOf(
  { minimumAge, maximumAge }: Pick<Hit['node'], 'minimumAge' | 'maximumAge'>,
  { t, number }: View,
): string | undefined {
  if (minimumAge !== null && maximumAge !== null)
    return t('agesBetween', { from: number(minimumAge, 2), to: number(maximumAge, 2) })
  if (minimumAge !== null) return t('agesFrom', { from: number(minimumAge, 2) })
  return maximumAge === null ? undefined : t('agesTo', { to: number(maximumAge, 2) })
}
