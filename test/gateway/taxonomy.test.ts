import { expect, describe, it } from 'vitest'
import { createTaxonomyFiles, namesUnder, NORTH, own, SERVICES, start, tagged } from './taxonomy-kit.ts'

/** A term, whether with its descendants, whether with mappings, and whom that finds. */
const EXPECTED: readonly (readonly [string, boolean, boolean, string])[] = [
  // Narrower terms, exact at any depth, over several parents.
  ['ex:1', true, false, 'by code, by curie, by uri'],
  ['EX:3', true, false, 'by code, by curie'],
  ['https://t.example/s/5', true, false, 'by uri, choir'],
  ['ex:1', false, false, ''],
  ['ex:3', false, false, 'by curie'],
  ['ex:8', true, false, 'by code'],
  // Exact and close are followed, and narrower from left to right; broader is not.
  ['ex:1', true, true, 'by code, by curie, by uri, mood'],
  ['ex:2', false, true, 'mood'],
  ['ex:3', true, true, 'by code, by curie'],
  ['ex:5', true, true, 'by uri, carols, choir, sport'],
  ['ex:5', false, true, 'sport'],
  ['ex:6', false, true, 'carols, choir'],
  [`${NORTH}:mood`, true, true, 'by code, by curie, by uri, mood'],
  [`${NORTH}:mood`, false, true, 'mood'],
  [`${NORTH}:carols`, true, true, 'carols'],
  // Read backwards, what is broader of one is narrower of the other.
  [`${NORTH}:people`, true, true, 'by code, by curie, people'],
  [`${NORTH}:people`, true, false, 'people'],
]

describe('a search by a term', () => {
  it('finds its narrower terms exactly, at any depth, and what mappings lead to', async () => {
    const { folder, configured } = createTaxonomyFiles()
    const { gateway } = await start(folder, SERVICES, configured)
    for (const [term, descendants, mapped, expected] of EXPECTED)
      expect(await namesUnder(gateway, term, descendants, mapped), `${term} ${descendants} ${mapped}`).toBe(expected)
  })

  it('follows mappings unless asked not to, says of each hit through which it came, and counts the same in facets', async () => {
    const { folder, configured } = createTaxonomyFiles()
    const { gateway } = await start(folder, SERVICES, configured)
    const { data } = await gateway.ask(`{
      services(where: { taxonomyTerms: { anyOf: ["ex:1"] } }) {
        edges { node { name } matchedVia { relation source reviewer date from { uri } to { curie name } } }
      }
      all: services { facets { taxonomyTerms { term { curie } count } } }
    }`)
    const via = {
      relation: 'EXACT',
      source: 'Review',
      reviewer: 'A. Group',
      date: '2026-05-01',
      from: { uri: `${NORTH}:mood` },
      to: { curie: 'ex:2', name: 'Mind' },
    }
    expect(data.services.edges).toEqual([
      { node: { name: 'by code' }, matchedVia: [] },
      { node: { name: 'by curie' }, matchedVia: [] },
      { node: { name: 'by uri' }, matchedVia: [] },
      { node: { name: 'mood' }, matchedVia: [via] },
    ])
    const counts = data.all.facets.taxonomyTerms
    expect(counts).toContainEqual({ term: { curie: 'ex:1' }, count: 4 })
    expect(counts).toContainEqual({ term: { curie: 'ex:5' }, count: 4 })
  })

  it('that must all or must not hold follows mappings as well', async () => {
    const { folder, configured } = createTaxonomyFiles()
    const { gateway } = await start(
      folder,
      [...SERVICES, tagged('both', own('mood', 'Moods'), own('sport'))],
      configured,
    )
    const { data } = await gateway.ask(`{
      all: services(where: { taxonomyTerms: { allOf: ["ex:1", "ex:5"] } }) { edges { node { name } matchedVia { from { name } } } }
      none: services(where: { taxonomyTerms: { noneOf: ["ex:1", "ex:5"] } }) { nodes { name } }
    }`)
    expect(data.all.edges).toEqual([
      { node: { name: 'both' }, matchedVia: [{ from: { name: 'Moods' } }, { from: { name: 'sport' } }] },
      { node: { name: 'by uri' }, matchedVia: [] },
    ])
    expect(data.none.nodes).toEqual([{ name: 'people' }])
  })
})

describe('a term', () => {
  it('bears the name of its scheme, others beside it, with all its parents, its level and its mappings', async () => {
    const { folder, configured } = createTaxonomyFiles()
    const { gateway } = await start(folder, SERVICES, configured)
    const { data } = await gateway.ask(`{
      talking: taxonomyTerm(uri: "ex:3") { name otherNames level parents { name } mappings { relation to { name } } }
      groups: taxonomyTerm(uri: "https://t.example/s/4") { level curie parents { name } taxonomy { name shared mappedShare feeds { slug } } }
      mood: taxonomyTerm(uri: "${NORTH}:mood") { mappings { relation from { name } to { name } } taxonomy { name shared mappedShare } }
    }`)
    expect(data).toEqual({
      talking: {
        name: 'Talking',
        otherNames: ['Talking therapies'],
        level: 3,
        parents: [{ name: 'Mind' }],
        mappings: [{ relation: 'BROAD', to: { name: 'people' } }],
      },
      groups: {
        level: 2,
        curie: 'ex:4',
        parents: [{ name: 'Mind' }, { name: 'Leisure' }],
        taxonomy: { name: 'Example Services', shared: true, mappedShare: 1, feeds: [{ slug: 'north' }] },
      },
      mood: {
        mappings: [{ relation: 'EXACT', from: { name: 'Moods' }, to: { name: 'Mind' } }],
        taxonomy: { name: 'North tags', shared: false, mappedShare: 0.75 },
      },
    })
  })

  it('of a service comes with those that mappings lead from, where asked for', async () => {
    const { folder, configured } = createTaxonomyFiles()
    const { gateway } = await start(folder, SERVICES, configured)
    const { data } = await gateway.ask(`{
      services(where: { text: "carols" }) { nodes { plain: taxonomyTerms { name } mapped: taxonomyTerms(mapped: true) { name } other: taxonomyTerms(mapped: true, scheme: "Example Services") { curie } } }
    }`)
    expect(data.services.nodes).toEqual([
      { plain: [{ name: 'carols' }], mapped: [{ name: 'carols' }, { name: 'Choirs' }], other: [{ curie: 'ex:6' }] },
    ])
  })

  it('stated by one feed under two names is one term and an issue', async () => {
    const { folder } = createTaxonomyFiles()
    const { gateway } = await start(folder, [tagged('a', own('mood', 'Moods')), tagged('b', own('mood', 'Feelings'))])
    const { data } = await gateway.ask(`{
      taxonomyTerm(uri: "${NORTH}:mood") { name otherNames services { totalCount } }
      feed(slug: "north") { issues(where: { codes: ["TERM_RENAMED"] }) { edges { node { severity originId sample message } } } }
    }`)
    expect(data.taxonomyTerm).toEqual({ name: 'Moods', otherNames: ['Feelings'], services: { totalCount: 2 } })
    expect(data.feed.issues.edges).toMatchObject([
      { node: { severity: 'INFO', originId: 'b', sample: 'Feelings', message: expect.stringContaining('Moods') } },
    ])
  })

  it('whose broader terms lead back to it loses the link that closes the circle, and the feed hears of it', async () => {
    const { folder } = createTaxonomyFiles()
    const circle = [tagged('a', { ...own('one'), parent_id: 'two' }), tagged('b', { ...own('two'), parent_id: 'one' })]
    const { gateway } = await start(folder, circle)
    const { data } = await gateway.ask(`{
      taxonomyTerms { nodes { name level } }
      feed(slug: "north") { issues(where: { codes: ["TERM_CYCLE"] }) { totalCount edges { node { recordType sample } } } }
    }`)
    expect(data.taxonomyTerms.nodes.map(({ level }: { level: number }) => level).toSorted()).toEqual([1, 2])
    expect(data.feed.issues).toMatchObject({ totalCount: 1, edges: [{ node: { recordType: 'taxonomy_term' } }] })
  })

  it("keeps its place in its scheme's own file, whatever a feed says of it", async () => {
    const { folder, configured } = createTaxonomyFiles()
    const { gateway } = await start(
      folder,
      [tagged('a', { id: 'ex:6', name: 'Choirs', parent_id: 'ex:1' }), tagged('b', { id: 'ex:1', name: 'Health' })],
      configured,
    )
    expect(await namesUnder(gateway, 'ex:1', true, false)).toBe('b')
  })
})
