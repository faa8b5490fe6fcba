import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import { importAreas } from '../../src/intake/places/import-areas.ts'
import type { FeedConfig } from '../../src/model/feed.ts'
import { startFakeCouncil, type FakeCouncil, type StatedService } from './fake-council.ts'
import { START, startGateway, temporaryFolder, testConfig, testFeed, type TestGateway } from './start-gateway.ts'

/** GSS codes of two neighbouring cities, a county and a district in it. */
export const [BRISTOL, SOMERSET, DEVON, EXETER] = ['E06000023', 'E06000024', 'E10000008', 'E07000041']

interface Stated {
  readonly services: readonly StatedService[]
  readonly feed: Partial<FeedConfig>
}

/** A gateway and its councils, with a clock to move. */
export interface Councils {
  readonly gateway: TestGateway
  readonly councils: Readonly<Record<string, FakeCouncil>>
  pass(ms: number): void
  coverage(args: string, selection: string, codes?: readonly number[]): Promise<Coverage>
}

// A test knows what it asked for.
// oxlint-disable-next-line typescript/no-explicit-any
type Coverage = any

/** A gateway over councils that publish these services, refreshed once; `imported` are CSVs of areas or postcodes, imported before. */
export async function start(
  stated: Readonly<Record<string, Stated>>,
  ...imported: readonly string[]
): Promise<Councils> {
  const councils: Record<string, FakeCouncil> = {}
  for (const [slug, { services }] of Object.entries(stated)) {
    const council = await startFakeCouncil(services)
    onTestFinished(() => council.close())
    councils[slug] = council
  }
  let now = START
  const feeds = Object.entries(stated).map(([slug, { feed }]) => testFeed(slug, councils[slug]?.url ?? '', feed))
  const dataDir = temporaryFolder()
  if (imported.length > 0) {
    const files = imported.map((_, n) => join(dataDir, `imported-${n}.csv`))
    for (const [n, file] of files.entries()) writeFileSync(file, imported[n] ?? '')
    await importAreas(files, join(dataDir, 'geography.sqlite'), new Date(START).toISOString())
  }
  const gateway = await startGateway(testConfig(feeds), { dataDir, now: () => now })
  await gateway.refreshAll()
  return {
    gateway,
    councils,
    pass: (ms) => void (now += ms),
    async coverage(args, selection, codes = [1]) {
      const terms = JSON.stringify(codes.map((code) => `esdServiceType:${code}`))
      const { data, errors } = await gateway.ask(`{ coverage(rows: { terms: ${terms} } ${args}) { ${selection} } }`)
      expect(errors).toBeUndefined()
      return data.coverage
    },
  }
}

/** A service tagged by the national list, declared for nothing and at no place unless asked. */
export function stated(
  id: string,
  codes: readonly number[],
  more: Readonly<Record<string, unknown>> = {},
): StatedService {
  const attributes = codes.map((code) => ({
    id: `${id}-${code}`,
    taxonomy_term: {
      id: `t${code}`,
      code: String(code),
      name: `Term ${code}`,
      term_uri: `http://id.esd.org.uk/service/${code}`,
      taxonomy: 'esdServiceTypes',
    },
  }))
  return {
    id,
    list: { name: `Service ${id}`, status: 'active', organization: { id: `o-${id}`, name: `Trust ${id}` } },
    detail: { attributes, ...more },
  }
}

/** Declared to serve these areas. */
export function serving(...codes: readonly string[]) {
  return {
    service_areas: codes.map((code) => ({
      id: code,
      uri: `http://statistics.data.gov.uk/id/statistical-geography/${code}`,
    })),
  }
}

/** The codes of caveats. */
export const codesOf = (caveats: readonly { readonly code: string }[]) => caveats.map(({ code }) => code)
/** The argument `areas` of these codes. */
export const both = (codes: readonly string[]) => `areas: { codes: ${JSON.stringify(codes)} }`
