import { expect, it, onTestFinished } from 'vitest'
import { COUNCILS } from '../../samples/councils.ts'
import type { SampleService } from '../../samples/council-records.ts'
import { sampleFeedsConfig } from '../../samples/feeds-config.ts'
import { LEFT_OPEN } from '../../samples/generate/crosswalk-file.ts'
import { LOCAL_LABELS } from '../../samples/generate/local-labels.ts'
import { SHARED_TERMS } from '../../samples/generate/scheme.ts'
import { readCouncil } from '../../samples/read-council.ts'
import { startSampleCouncils } from '../../samples/server.ts'
import { describeReports } from '../../src/cli/taxonomy-report.ts'
import { openReport } from '../../src/catalogue/terms/open-report.ts'
import { parseFeedsConfig } from '../../src/config/parse-feeds-config.ts'
import { startGateway } from './start-gateway.ts'

/** The services of a council as it shows them: named, active, and of a repeated id the row modified last. */
function shownServices(services: readonly SampleService[]): readonly SampleService[] {
  const byId = new Map<string, SampleService>()
  for (const service of services) {
    const held = byId.get(service.id)
    if (held === undefined || (held.modified ?? '') <= (service.modified ?? '')) byId.set(service.id, service)
  }
  return [...byId.values()].filter(({ name, status }) => name !== '' && (status ?? 'active') === 'active')
}

/** The codes of the shared scheme that a heading of a council's own means by itself; none where it is broader than each or the review left it open. */
function codesOfHeading(slug: string, heading: string): readonly string[] {
  if (LEFT_OPEN.has(heading)) return []
  const codes = Object.entries(LOCAL_LABELS[slug] ?? {}).filter(([, label]) => label === heading)
  return codes.length === 1 ? codes.map(([code]) => code) : []
}

function withBroader(code: string): readonly string[] {
  const parent = SHARED_TERMS.find((term) => term.code === code)?.parent
  return parent === undefined ? [code] : [code, ...withBroader(parent)]
}

/** How many services stand under each shared term, by the sample data alone. */
function recount(isMapped: boolean): Readonly<Record<string, number>> {
  const counts = new Map(SHARED_TERMS.map(({ code }) => [code, 0]))
  for (const { slug } of COUNCILS) {
    const { services, terms, taxonomies } = readCouncil(slug)
    const isShared = (id: string) => taxonomies.find((taxonomy) => taxonomy.id === id)?.uri !== undefined
    const byId = new Map(terms.map((term) => [term.id, term]))
    for (const { termIds = [] } of shownServices(services)) {
      const stated = termIds.flatMap((id) => byId.get(id) ?? [])
      const named = stated.flatMap(({ taxonomyId, code = '', name }) => {
        if (isShared(taxonomyId)) return [code]
        return isMapped ? codesOfHeading(slug, name) : []
      })
      for (const code of new Set(named.flatMap(withBroader))) counts.set(code, (counts.get(code) ?? 0) + 1)
    }
  }
  return Object.fromEntries(counts)
}

it("counts the sample region's services under every shared term as a recount over its data does, with mappings and without", async () => {
  const councils = await startSampleCouncils()
  onTestFinished(() => councils.close())
  const config = parseFeedsConfig('the samples', JSON.stringify(sampleFeedsConfig(councils.feeds)))
  const gateway = await startGateway(config)
  await gateway.refreshAll()
  const countAll = async (isMapped: boolean): Promise<Readonly<Record<string, number>>> => {
    const fields = SHARED_TERMS.map(
      ({ code }) =>
        `t${code}: services(where: { taxonomyTerms: { anyOf: ["saltmereService:${code}"], mapped: ${isMapped} } }) { recordCount }`,
    )
    const { data, errors } = await gateway.ask(`{ ${fields.join('\n')} }`)
    expect(errors).toBeUndefined()
    return Object.fromEntries(SHARED_TERMS.map(({ code }) => [code, data[`t${code}`].recordCount]))
  }
  expect(await countAll(false)).toEqual(recount(false))
  expect(await countAll(true)).toEqual(recount(true))
  expect(recount(true)).not.toEqual(recount(false))

  const { data } = await gateway.ask(`{
    taxonomies { name shared feeds { slug } termCount mappedShare }
    feed(slug: "saltmere-together") { content { unmappedTerms { name } } }
    arts: taxonomyTerms(where: { text: "Arts / Crafts" }) { nodes { level parents { name parents { name } } } }
  }`)
  // Brackmoor's CURIEs, web addresses and bare codes are one scheme; Tidewell's labels with > are a hierarchy.
  expect(data.taxonomies[0]).toEqual({
    name: 'Saltmere Services',
    shared: true,
    feeds: COUNCILS.map(({ slug }) => ({ slug })).toSorted((a, b) => (a.slug < b.slug ? -1 : 1)),
    termCount: SHARED_TERMS.length,
    mappedShare: 1,
  })
  // Youth and families are mapped to narrower terms alone: a search by those does not find them.
  const unmapped = ['youth', 'families', 'skills', 'inclusion'].map((name) => ({ name }))
  expect(data.feed.content.unmappedTerms).toEqual(unmapped)
  expect(data.arts.nodes).toEqual([{ level: 3, parents: [{ name: 'Creativity', parents: [{ name: 'Leisure' }] }] }])

  const slugs = COUNCILS.map(({ slug }) => slug)
  const report = describeReports(openReport(`${gateway.dataDir}/catalogue.sqlite`, slugs, 3)).join('\n')
  expect(report).toMatch(
    /^brackmoor\n {2}brackmoorCategories: 18 of 19 terms mapped, 91 % of \d+ uses\n {4}14 × Youth .*\n {2}Saltmere Services: \d+ terms, \d+ uses, shared$/m,
  )
  expect(report).toContain('Scheme names that nobody shares:\n  brackmoorCategories (brackmoor)\n')
}, 60_000)
