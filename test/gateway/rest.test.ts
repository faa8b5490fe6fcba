import { readFileSync } from 'node:fs'
import * as powerQuery from '@microsoft/powerquery-parser'
import { createConfig, lintFromString } from '@redocly/openapi-core'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { readOperations } from '../../src/graphql/operations/read-operations.ts'
import { type CoverageRegion, startCoverageRegion } from './coverage-region.ts'
import { isHad, runProgram } from './run-program.ts'
import { serveGateway } from './serve-gateway.ts'

let region: CoverageRegion

beforeAll(async () => {
  region = await startCoverageRegion()
  await region.recordHistory()
}, 180_000)
afterAll(() => region.close())

/** The address of an operation's example, without JSON in it. */
function addressOf(path: string, form: string, variables: object): string {
  return `/api/${path}.${form}?${new URLSearchParams(plainPairs(variables)).toString()}`
}

function plainPairs(variables: object, above = ''): [string, string][] {
  return Object.entries(variables).flatMap(([name, value]): [string, string][] => {
    if (Array.isArray(value) || typeof value !== 'object') return [[`${above}${name}`, String(value)]]
    return plainPairs(value, `${above}${name}.`)
  })
}

async function serve() {
  const { url } = await serveGateway(region.gateway)
  return (path: string, headers: Record<string, string> = {}) => fetch(`${url}${path}`, { headers })
}

function rowsOf(text: string): Record<string, string>[] {
  return parse(text, { columns: true, bom: true, record_delimiter: '\r\n' })
}

describe.each(readOperations())('$name by REST', ({ path, document, exampleVariables }) => {
  it('is a sheet of at least a row, in one step', async () => {
    const get = await serve()
    const response = await get(addressOf(path, 'csv', exampleVariables))
    const text = await response.text()
    expect([response.status, text.slice(0, 200)]).toEqual([200, expect.any(String)])
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present')
    expect(rowsOf(text).length).toBeGreaterThan(0)
  })

  it('is the data that GraphQL answers', async () => {
    const get = await serve()
    const variables = document.includes('$after') ? { ...exampleVariables, first: 3 } : exampleVariables
    const { data } = await region.ask(document, variables)
    const response = await get(addressOf(path, 'json', variables))
    // The instant of an answer is its own.
    expect(JSON.parse(JSON.stringify(await response.json(), withoutInstants))).toEqual(
      JSON.parse(JSON.stringify(data, withoutInstants)),
    )
  })
})

function withoutInstants(name: string, value: unknown): unknown {
  return name === 'asOf' ? undefined : value
}

describe('a list by REST', () => {
  it('is given whole, and a page of it where that is asked for', async () => {
    const get = await serve()
    const all = rowsOf(await (await get('/api/services/search.csv?text=lunch')).text())
    const { data } = await region.ask('{ services(where: { text: "lunch" }) { totalCount } }')
    const { services }: { services: { totalCount: number } } = JSON.parse(JSON.stringify(data))
    expect(all.length).toBe(services.totalCount)
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
    const two = rowsOf(await (await get('/api/services/search.csv?text=lunch&first=2')).text())
    expect(two.map(({ id }) => id)).toEqual(all.slice(0, 2).map(({ id }) => id))
    const whole: { services: { edges: unknown[]; totalCount: number; pageInfo: object } } = JSON.parse(
      await (await get('/api/services/search.json?text=lunch')).text(),
    )
    expect(whole.services.edges.length).toBe(whole.services.totalCount)
    expect(whole.services.pageInfo).toMatchObject({ hasNextPage: false })
  })

  it('that is longer than one page goes on over the pages', async () => {
    const get = await serve()
    const rows = rowsOf(await (await get('/api/services/search.csv')).text())
    expect(rows.length).toBeGreaterThan(1_000)
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
  })
})

describe('a parameter', () => {
  it.each([
    ['several with commas', 'areas/find', 'type=DISTRICT,COUNTY&withServices=true', 4],
    ['several times', 'areas/find', 'type=DISTRICT&type=COUNTY&withServices=true', 4],
    ['in small letters', 'areas/find', 'type=district&withServices=true', 4],
    ['left empty', 'areas/find', 'text=&type=DISTRICT&withServices=true&within=', 4],
  ])('is read: %s', async (_, path, search, least) => {
    const get = await serve()
    const response = await get(`/api/${path}.csv?${search}`)
    const text = await response.text()
    expect([response.status, text]).toEqual([200, expect.any(String)])
    expect(rowsOf(text).length).toBeGreaterThanOrEqual(least)
  })

  it.each([
    [
      'unknown',
      '/api/coverage/region',
      'within=E47900001&levl=1',
      'There is no parameter “levl” here. Known are within, scheme, level.',
    ],
    ['lacking', '/api/coverage/region', 'level=1', 'The parameter "within" is required: state it.'],
    [
      'no number',
      '/api/coverage/region',
      'within=E47900001&level=x',
      'The parameter "level" got invalid value "x"; Int cannot represent non-integer value: "x"',
    ],
    [
      'stated twice',
      '/api/coverage/region',
      'within=E47900001&level=1&level=2',
      'State `level` once: it has one value.',
    ],
    ['no such area', '/api/coverage/region', 'within=E99999999', 'E99999999'],
    ['no cursor', '/api/services/search', 'after=x', 'cursor'],
  ])('that is wrong (%s) is said the same as a problem and in a sheet', async (_, path, search, sentence) => {
    const get = await serve()
    const problem = await get(`${path}.json?${search}`)
    expect([problem.status, problem.headers.get('content-type')]).toEqual([
      400,
      'application/problem+json; charset=utf-8',
    ])
    const { detail, ...others }: Record<string, string> = JSON.parse(await problem.text())
    expect(detail).toContain(sentence)
    expect(others).toMatchObject({ type: 'about:blank', title: 'Bad Request', status: 400 })
    const sheet = await get(`${path}.csv?${search}`)
    expect([sheet.status, sheet.headers.get('content-type')]).toEqual([400, 'text/csv; charset=utf-8; header=present'])
    expect(rowsOf(await sheet.text())).toEqual([{ error: detail, code: others['code'] }])
  })
})

it.each([
  ['/api/nothing.csv', 404, 'NOT_FOUND'],
  ['/api/services/by-id.json?id=x', 404, 'NOT_FOUND'],
])('%s is a problem of its own', async (path, status, code) => {
  const get = await serve()
  const response = await get(path)
  expect([response.status, await response.json()]).toEqual([status, expect.objectContaining({ code, status })])
})

it('is kept by others and answered by its tag, as the endpoint’s answers are', async () => {
  const get = await serve()
  const first = await get('/api/coverage/region.csv?within=E47900001')
  expect(first.headers.get('cache-control')).toBe(
    'public, max-age=60, stale-while-revalidate=600, stale-if-error=86400',
  )
  const etag = first.headers.get('etag') ?? ''
  const again = await get('/api/coverage/region.csv?within=E47900001', { 'if-none-match': etag })
  expect([again.status, await again.text()]).toEqual([304, ''])
})

it('is described by an OpenAPI document that a linter finds nothing wrong with', async () => {
  const get = await serve()
  const source = await (await get('/api/openapi.json')).text()
  const config = await createConfig({ extends: ['recommended'] })
  const lint = (text: string) => lintFromString({ source: text, absoluteRef: 'openapi.json', config })
  expect((await lint(source)).map(({ ruleId, message }) => `${ruleId}: ${message}`)).toEqual([])
  expect(await lint(source.replaceAll('"operationId"', '"operation"'))).not.toEqual([])
  const { paths }: { paths: object } = JSON.parse(source)
  const expected = readOperations().flatMap(({ path }) => [`/${path}.csv`, `/${path}.json`])
  expect(Object.keys(paths)).toEqual(expected)
})

describe('the samples for sheets', () => {
  const FOLDER = 'examples/sheets'
  const PANDAS = ['/usr/bin/python3', 'python3'].find((python) => isHad(python, ['-c', 'import pandas']))

  const GDAL = ['/usr/bin/python3', 'python3'].find((python) => isHad(python, ['-c', 'from osgeo import ogr']))

  it.skipIf(GDAL === undefined)('are layers by what QGIS reads them with: places.py', async () => {
    const { url } = await serveGateway(region.gateway)
    const env = { ...process.env, ORUK_GATEWAY: url, PYTHONPATH: 'test/gateway/qgis-stand-in' }
    const { code, output, errors } = await runProgram(GDAL ?? 'python3', [`${FOLDER}/places.py`], env)
    expect([code, errors]).toEqual([0, expect.any(String)])
    expect(output).toMatch(/^Free services: [1-9]\d* features, POINT, \['id', /m)
    expect(output).toMatch(/^Rates by district: [1-9]\d* features, no geometry, \['areaCode', /m)
  })

  const QGIS = ['/usr/bin/python3', 'python3'].find((python) => isHad(python, ['-c', 'import qgis.core']))

  it.skipIf(QGIS === undefined)('are layers of QGIS itself: places.py', async () => {
    const { url } = await serveGateway(region.gateway)
    const inQgis = `import sys
from qgis.core import QgsApplication, QgsProject
app = QgsApplication([], False)
app.initQgis()
exec(open(sys.argv[1]).read())
for layer in QgsProject.instance().mapLayers().values():
    print(layer.name(), layer.isSpatial(), layer.featureCount())
app.exitQgis()`
    const env = { ...process.env, ORUK_GATEWAY: url, QT_QPA_PLATFORM: 'offscreen' }
    const { output } = await runProgram(QGIS ?? 'python3', ['-c', inQgis, `${FOLDER}/places.py`], env)
    expect(output).toMatch(/^Free services True [1-9]\d*$/m)
    expect(output).toMatch(/^Rates by district False [1-9]\d*$/m)
  })

  const PROGRAMS: readonly [program: string, file: string, isHere: boolean][] = [
    ['python3', 'coverage.py', isHad('python3', ['--version'])],
    [PANDAS ?? 'python3', 'coverage_pandas.py', PANDAS !== undefined],
    ['Rscript', 'coverage.R', isHad('Rscript', ['--version'])],
  ]
  for (const [program, file, isHere] of PROGRAMS)
    it.skipIf(!isHere)(`print the region: ${file}`, async () => {
      const { url } = await serveGateway(region.gateway)
      const { code, output, errors } = await runProgram(program, [`${FOLDER}/${file}`, url])
      expect([code, errors]).toEqual([0, expect.any(String)])
      expect(output).toContain('Health and wellbeing')
      expect(output).toContain('Brackmoor')
    })

  it('say what is wrong', async () => {
    const { url } = await serveGateway(region.gateway)
    const { code, errors } = await runProgram('python3', [`${FOLDER}/coverage.py`, url, 'E99'])
    expect([code, errors]).toEqual([1, expect.stringContaining('No area has the code “E99”')])
  })

  it.each(['coverage.py', 'coverage_pandas.py', 'places.py'])('are programs: %s', async (file) => {
    const check = 'import ast, sys; ast.parse(open(sys.argv[1]).read())'
    expect(await runProgram('python3', ['-c', check, `${FOLDER}/${file}`])).toMatchObject({ code: 0 })
  })

  it('are Power Query, and name columns that there are', async () => {
    const text = readFileSync(`${FOLDER}/coverage.pq`, 'utf8')
    const parsed = await powerQuery.TaskUtils.tryLexParse(powerQuery.DefaultSettings, text)
    expect(powerQuery.TaskUtils.isParseStageOk(parsed)).toBe(true)
    const get = await serve()
    const [row = {}] = rowsOf(await (await get('/api/coverage/region.csv?within=E47900001&level=1')).text())
    const named = [...text.matchAll(/\{"(\w+)", /g)].map((match) => match[1] ?? '')
    expect(named.length).toBeGreaterThan(2)
    for (const column of named) expect(Object.keys(row)).toContain(column)
  })

  it('open the address that the region has, in Power BI', async () => {
    const { connections }: { connections: { details: { address: { url: string } } }[] } = JSON.parse(
      readFileSync(`${FOLDER}/coverage.pbids`, 'utf8'),
    )
    const get = await serve()
    for (const { details } of connections) {
      const { pathname, search } = new URL(details.address.url)
      expect((await get(`${pathname}${search}`)).status).toBe(200)
    }
  })
})
