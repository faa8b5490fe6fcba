import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { COUNCILS } from '../samples/councils.ts'
import { SHARED_STUB, SHARED_TERMS } from '../samples/generate/scheme.ts'
import { readCouncil } from '../samples/read-council.ts'
import type { NamedTerm } from '../src/catalogue/terms/suggest-mappings.ts'
import { createTagSuggester } from '../src/catalogue/terms/suggest-tags.ts'
import { readLgaCsv } from '../src/taxonomy/read-lga-csv.ts'
import { printTable } from './print-table.ts'

/** A service by its words, with the terms that its publisher gave it and all that are broader. */
interface TaggedService {
  readonly name: string
  readonly description: string
  readonly right: ReadonlySet<string>
}

const MOST = 3

/**
 * Prints how often the terms that `taxonomy untagged` would suggest are right, on services whose terms are known: those of the
 * sample region, by names and descriptions; and, with the folder of recorded data, 301 of Bristol's of 2021, whose names were
 * not recorded, by the labels of the council's own vocabularies for the LGA's list. Asserts nothing.
 */
export function benchTags(recordings: string | undefined): void {
  const rows = [...judge('sample region', sampleTerms(), sampleServices())]
  if (recordings !== undefined) rows.push(...judge('Bristol 2021, by its own labels', ...bristol(recordings)))
  printTable(
    'Terms suggested for untagged services',
    ['set', 'words of', 'services', 'with suggestions', 'suggestions', 'right', 'precision'],
    rows,
  )
}

function* judge(
  set: string,
  terms: readonly NamedTerm[],
  services: readonly TaggedService[],
): Generator<readonly string[]> {
  const suggest = createTagSuggester(terms, MOST)
  const suggested = services.map((service) => ({ service, found: suggest(service.name, service.description) }))
  for (const from of ['name', 'description'] as const) {
    const own = suggested.map(({ service, found }) => ({ service, found: found.filter((each) => each.from === from) }))
    const all = own.flatMap(({ service, found }) => found.map(({ term }) => service.right.has(term.uri)))
    const right = all.filter(Boolean).length
    const having = own.filter(({ found }) => found.length > 0).length
    const precision = all.length === 0 ? '' : (right / all.length).toFixed(3)
    yield [set, from, `${services.length}`, `${having}`, `${all.length}`, `${right}`, precision]
  }
}

function sampleTerms(): readonly NamedTerm[] {
  return SHARED_TERMS.map(({ code, name }) => ({ uri: `${SHARED_STUB}${code}`, name, otherNames: [] }))
}

function sampleServices(): readonly TaggedService[] {
  return COUNCILS.flatMap(({ slug }) => {
    const { services, terms, taxonomies } = readCouncil(slug)
    const shared = new Set(taxonomies.flatMap(({ id, uri }) => (uri === undefined ? [] : [id])))
    const byId = new Map(terms.map((term) => [term.id, term]))
    return services.flatMap(({ name, description, termIds = [] }): TaggedService[] => {
      const own = termIds.flatMap((id) => byId.get(id) ?? []).filter(({ taxonomyId }) => shared.has(taxonomyId))
      const right = new Set(own.flatMap(({ code = '' }) => withBroader(code)).map((code) => `${SHARED_STUB}${code}`))
      return right.size === 0 ? [] : [{ name, description, right }]
    })
  })
}

function withBroader(code: string): readonly string[] {
  const parent = SHARED_TERMS.find((term) => term.code === code)?.parent
  return parent === undefined ? [code] : [code, ...withBroader(parent)]
}

const Tags = z.object({
  data: z.object({
    services: z.object({
      services: z.array(
        z.object({
          service_taxonomys: z.array(
            z.object({ taxonomy: z.object({ id: z.string(), name: z.string(), vocabulary: z.string() }) }),
          ),
        }),
      ),
    }),
  }),
})
const LGA = 'esdServiceTypes'

function bristol(recordings: string): [terms: readonly NamedTerm[], services: readonly TaggedService[]] {
  const read = (name: string): string => readFileSync(join(recordings, 'taxonomies', name), 'utf8')
  const { terms } = readLgaCsv(read('lga-english-and-welsh-services-2022.csv'))
  const { data } = Tags.parse(JSON.parse(read('bristol-2021-service-taxonomys.json')))
  const services = data.services.services.flatMap(({ service_taxonomys: tags }): TaggedService[] => {
    const all = tags.map(({ taxonomy }) => taxonomy)
    const right = new Set(all.flatMap(({ id, vocabulary }) => (vocabulary === LGA ? [id] : [])))
    const labels = all.flatMap(({ name, vocabulary }) => (vocabulary.startsWith('BCC') ? [name] : []))
    return right.size === 0 ? [] : [{ name: labels.join(' '), description: '', right }]
  })
  return [terms.map((term) => ({ ...term, otherNames: [] })), services]
}
