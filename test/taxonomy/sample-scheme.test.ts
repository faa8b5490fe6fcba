import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { identifyTerm } from '../../src/taxonomy/identify-term.ts'
import { readPlainCsv } from '../../src/taxonomy/read-plain-csv.ts'
import { readSchemesCsv } from '../../src/taxonomy/read-schemes-csv.ts'
import { createSchemeRegistry } from '../../src/taxonomy/scheme-registry.ts'

const folder = new URL('../../samples/taxonomies/', import.meta.url)
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8')

it("takes the sample councils' shared scheme, and knows its terms by every form they use", () => {
  const { schemes, problems } = readSchemesCsv(read('schemes.csv'))
  expect(problems).toEqual([])
  const registry = createSchemeRegistry(schemes)
  for (const { key, name, uriStub, curiePrefix, file, otherNames } of schemes) {
    const taken = readPlainCsv(read(file ?? ''), { key, name, uri: key, shared: true }, registry)
    expect(taken.problems).toEqual([])
    expect(taken.terms.length).toBeGreaterThan(50)
    for (const { uri, code = '', curie } of taken.terms) {
      expect(uri).toBe(uriStub + code)
      expect(curie).toBe(`${curiePrefix}:${code}`)
      const forms = [
        { id: `${curiePrefix}:${code}`, code },
        ...otherNames.map((other) => ({ id: 'its own', code, taxonomy: { name: other } })),
        { id: 'its own', termUri: uri, taxonomy: { name, uri: key } },
      ]
      for (const form of forms) expect(identifyTerm(form, 'any', registry)?.uri).toBe(uri)
    }
  }
})
