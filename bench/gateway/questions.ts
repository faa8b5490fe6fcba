import { SERVICE_FIELDS } from './memory-service.ts'
import type { PreparedCatalogue } from './prepare-catalogue.ts'

/** A question whose cost is measured. */
export interface Question {
  readonly name: string
  readonly query: string
  /** Of the nth request. */
  readonly variables: (n: number) => object
}

/** One service, lists of several feeds, and counts, over the services of a catalogue. */
export function questionsOver({ services }: PreparedCatalogue): Question[] {
  const ids = services.slice(0, 200).map(({ id }) => id)
  const feeds = [...new Set(services.map(({ feed }) => feed.slug))].slice(0, 4)
  const lists = feeds.map(
    (slug, index) => `f${index}: services(first: 20, where: { feeds: ["${slug}"] }) { nodes { ${SERVICE_FIELDS} } }`,
  )
  const counts = `services(where: { feeds: ${JSON.stringify(feeds)} }) { totalCount facets { taxonomyTerms(first: 50) { count term { uri name } } feeds { count feed { slug } } } }`
  return [
    {
      name: '(a) one service',
      query: `query ($id: ID!) { service(id: $id) { ${SERVICE_FIELDS} } }`,
      variables: (n) => ({ id: ids[n % ids.length] }),
    },
    { name: '(b) 20 services of 4 feeds', query: `{ ${lists.join(' ')} }`, variables: () => ({}) },
    { name: '(c) counts by term and feed', query: `{ ${counts} }`, variables: () => ({}) },
  ]
}
