import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import type { TaxonomiesConfig } from '../../src/config/feeds-config.ts'
import { startFakeCouncil, type StatedService } from './fake-council.ts'
import { startGateway, temporaryFolder, testConfig, testFeed, type TestGateway } from './start-gateway.ts'

export const SCHEMES =
  'uri_stub,curie_prefix,name,other_names,file\nhttps://t.example/s/,ex,Example Services,example list,terms.csv\n'
// Groups stands under Mind and under Leisure; Deep is five steps down.
export const TERMS = `uri,name,parent
ex:1,Health,
ex:2,Mind,ex:1
ex:3,Talking,ex:2
ex:4,Groups,ex:2|ex:5
ex:5,Leisure,
ex:6,Choirs,ex:5
ex:7,Deeper,ex:3
ex:8,Deep,ex:7
`
/** Beginning of the URIs of the terms that the council north has of its own. */
export const NORTH = 'urn:oruk-gateway:feed:north:northtag'
export const CROSSWALK = `fromTerm,relation,toTerm,source,reviewer,date
${NORTH}:mood,exact,ex:2,Review,A. Group,2026-05-01
${NORTH}:sport,close,ex:5,Review,A. Group,2026-05-01
ex:6,narrow,${NORTH}:carols,Review,A. Group,2026-05-01
ex:3,broad,${NORTH}:people,Review,A. Group,2026-05-01
`

/** A service that carries these terms. */
export function tagged(name: string, ...terms: readonly Readonly<Record<string, unknown>>[]): StatedService {
  const attributes = terms.map((term, at) => ({ id: `${name}-${at}`, taxonomy_term: term }))
  return {
    id: name,
    list: { name, status: 'active', organization: { id: 'o1', name: 'Town Trust', description: 'A trust.' } },
    detail: { attributes },
  }
}
/** A term of the council's own. */
export const own = (id: string, name = id) => ({ id, name, taxonomy: 'North tags' })

export const SERVICES: readonly StatedService[] = [
  tagged('by curie', { id: 'ex:3', name: 'Talking therapies' }),
  tagged('by uri', { id: 'x4', name: 'Groups', term_uri: 'https://t.example/s/4' }),
  tagged('by code', { id: 'x8', code: '8', name: 'Deep', taxonomy: 'EXAMPLE LISTS' }),
  tagged('mood', own('mood', 'Moods')),
  tagged('sport', own('sport')),
  tagged('carols', own('carols')),
  tagged('people', own('people')),
  tagged('choir', { id: 'x6', name: 'Choirs', term_uri: 'https://t.example/s/6' }),
]

/** A gateway's folder with files of a scheme, its terms and a crosswalk, and the configuration that names them. */
export function createTaxonomyFiles() {
  const folder = temporaryFolder()
  const files = { schemes: join(folder, 'schemes.csv'), crosswalk: join(folder, 'crosswalk.csv') }
  writeFileSync(files.schemes, SCHEMES)
  writeFileSync(join(folder, 'terms.csv'), TERMS)
  writeFileSync(files.crosswalk, CROSSWALK)
  const configured: TaxonomiesConfig = {
    schemes: [files.schemes],
    crosswalks: [files.crosswalk],
    proposeByLabel: false,
  }
  return { folder, ...files, configured }
}

/** A gateway over one council, north, with its first refresh done. */
export async function start(folder: string, services: readonly StatedService[], taxonomies?: TaxonomiesConfig) {
  const council = await startFakeCouncil(services)
  onTestFinished(() => council.close())
  const configOf = (given: TaxonomiesConfig | undefined) =>
    testConfig([testFeed('north', council.url)], given === undefined ? {} : { taxonomies: given })
  const gateway = await startGateway(configOf(taxonomies), { dataDir: folder })
  await gateway.refreshAll()
  return { council, gateway, configOf }
}

/** Names of the services that a search by the term finds, in order. */
export async function namesUnder(
  gateway: TestGateway,
  term: string,
  descendants: boolean,
  mapped: boolean,
): Promise<string> {
  const { data, errors } = await gateway.ask(
    'query ($match: TermMatch) { services(where: { taxonomyTerms: $match }, first: 50) { totalCount nodes { name } } }',
    { match: { anyOf: [term], descendants, mapped } },
  )
  expect(errors).toBeUndefined()
  const names: string[] = data.services.nodes.map(({ name }: { name: string }) => name)
  expect(data.services.totalCount).toBe(names.length)
  return names.join(', ')
}
