import { MOST_SHARERS, pageOf } from './corpus.ts'
import type { Corpus } from './corpus.ts'
import { createEvidence } from './evidence.ts'
import { cachedByText } from '../model/cached-by-text.ts'
import type { MatchEvidence } from '../model/match.ts'
import type { MatchRecord } from './match-record.ts'
import type { MatchLink } from './normalise-link.ts'
import { compactName, readNameTokens } from './normalise-name.ts'

/** A phone of this many organizations at most is one provider's own: two, since one provider may be spelt two ways. */
const MOST_OWNERS = 2

/** A contact given at more places is its provider's, not one service's: branches give their head office's. */
const MOST_PLACES = 2

/** Evidence from phones, e-mail addresses, hosts and pages; what more than five organizations use is none. */
export function compareContacts(a: MatchRecord, b: MatchRecord, corpus: Corpus): readonly MatchEvidence[] {
  return [...comparePhones(a, b, corpus), ...compareEmails(a, b, corpus), ...compareLinks(a, b, corpus)]
}

function comparePhones(a: MatchRecord, b: MatchRecord, corpus: Corpus): readonly MatchEvidence[] {
  if (a.phones.length === 0 || b.phones.length === 0) return []
  const shared = findLeastShared(a.phones, b.phones, corpus)
  if (shared === undefined) return [createEvidence('contact.otherPhone', a.phones[0], b.phones[0])]
  const sharers = corpus.countSharers(shared)
  if (sharers > MOST_SHARERS) return []
  const isOwn = sharers <= MOST_OWNERS && corpus.countPlaces(shared) <= MOST_PLACES
  return [createEvidence(isOwn ? 'contact.phone' : 'contact.sharedPhone', shared, shared)]
}

function compareEmails(a: MatchRecord, b: MatchRecord, corpus: Corpus): readonly MatchEvidence[] {
  const email = findLeastShared(a.emails, b.emails, corpus)
  if (email !== undefined && corpus.countSharers(email) <= MOST_SHARERS)
    return [
      createEvidence(corpus.countPlaces(email) <= MOST_PLACES ? 'contact.email' : 'contact.sharedEmail', email, email),
    ]
  const host = findLeastShared(a.hosts, b.hosts, corpus)
  return host !== undefined && corpus.countSharers(host) <= MOST_SHARERS
    ? [createEvidence('contact.host', host, host)]
    : []
}

/** The page both give, or two pages of one host; an area's name in the paths distinguishes two commissions on any host. */
function compareLinks(a: MatchRecord, b: MatchRecord, corpus: Corpus): readonly MatchEvidence[] {
  const pairs = a.links.flatMap((left) =>
    b.links.filter((right) => right.host === left.host).map((right) => [left, right] as const),
  )
  const [left, right] = [a.links[0], b.links[0]]
  if (left === undefined || right === undefined) return []
  if (pairs.length === 0) return [createEvidence('link.otherHost', pageOf(left), pageOf(right))]
  const areas = [...a.publisherAreas, ...b.publisherAreas, ...a.areas, ...b.areas].map((area) =>
    area.replaceAll(' ', ''),
  )
  const apart = pairs.find(([left, right]) => differByArea(left, right, areas))
  const pages = pairs.filter(([left, right]) => left.path === right.path && left.path !== '')
  // A page of one area given by both outweighs other pages; a page that all areas share ("/donate") does not.
  const page = pages.find(([left]) => apart === undefined || findArea(left, areas) !== undefined)
  if (page !== undefined) {
    const isOwn = corpus.countPlaces(pageOf(page[0])) <= MOST_PLACES
    const shared = createEvidence(isOwn ? 'link.page' : 'link.sharedPage', pageOf(page[0]), pageOf(page[1]))
    const slug = compactName(page[0].path.split('/').at(-1) ?? '')
    const isNamed = isOwn && [a, b].some(({ name }) => compactName(name.stated) === slug)
    return isNamed ? [shared, createEvidence('link.ownName', pageOf(page[0]), pageOf(page[1]))] : [shared]
  }
  if (apart !== undefined) return [createEvidence('link.area', pageOf(apart[0]), pageOf(apart[1]))]
  const front = pairs.find(
    ([left, right]) => left.path === '' && right.path === '' && corpus.countSharers(left.host) <= MOST_SHARERS,
  )
  if (front !== undefined) return [createEvidence('link.frontPage', front[0].host, front[1].host)]
  const other = pairs.find(([left, right]) => left.path !== '' && right.path !== '' && left.path !== right.path)
  return other === undefined ? [] : [createEvidence('link.otherPage', pageOf(other[0]), pageOf(other[1]))]
}

function differByArea(left: MatchLink, right: MatchLink, areas: readonly string[]): boolean {
  const areaLeft = findArea(left, areas)
  const areaRight = findArea(right, areas)
  return areaLeft !== undefined && areaRight !== undefined && areaLeft !== areaRight
}

function findArea(link: MatchLink, areas: readonly string[]): string | undefined {
  const segments = namesInPath(link.path)
  const held = areas.filter((area) => area.length > 3 && segments.some((segment) => segment.includes(area)))
  return held.toSorted((x, y) => y.length - x.length)[0]
}

/** Each segment of a path as one word, with and without little words; a record's page is compared with many others in a row. */
const namesInPath = cachedByText((path): readonly string[] =>
  path.split('/').flatMap((segment) => [compactName(segment), readNameTokens(segment).join('')]),
)

function findLeastShared(a: readonly string[], b: readonly string[], corpus: Corpus): string | undefined {
  const shared = a.filter((each) => b.includes(each))
  return shared.toSorted((x, y) => corpus.countSharers(x) - corpus.countSharers(y))[0]
}
