import { HSDS_FOLDER } from './write-standard.ts'
import { STANDARD_TABLES } from './standard-tables.ts'
import type { ColumnKind, Table } from './table.ts'

/** A file of a release. */
export interface ReleaseFile {
  /** Below the release's folder, with / between. */
  readonly path: string
  readonly bytes: number
  /** Of SHA-256, in hexadecimal. */
  readonly hash: string
}

/** Whose data it is, from the table of feeds. */
export interface ReleaseSource {
  readonly publisher: string
  readonly url?: string
  readonly licence?: string
  readonly attribution?: string
  readonly asOf?: string
}

/** What a release is of. */
export interface ReleaseFacts {
  readonly title: string
  /** RFC 3339. */
  readonly createdAt: string
  readonly generation: string
  readonly sources: readonly ReleaseSource[]
  readonly files: readonly ReleaseFile[]
  readonly tables: readonly Table[]
}

const DESCRIPTIONS: Readonly<Record<string, string>> = {
  'catalogue.sqlite': 'All tables in one SQLite file, with `columns`, which says what each column means, and views.',
  'areas.geojson':
    'The districts that feeds cover, with their boundaries where those were imported, and their figures.',
  'services-in-full.ndjson': 'Every service in the standard’s JSON, as /oruk/v3 has it, a line each.',
}
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  geojson: 'application/geo+json',
  json: 'application/json',
  jsonld: 'application/ld+json',
  ndjson: 'application/x-ndjson',
  parquet: 'application/vnd.apache.parquet',
  sqlite: 'application/vnd.sqlite3',
}
const TYPES: Readonly<Record<ColumnKind, string>> = {
  string: 'string',
  integer: 'integer',
  number: 'number',
  boolean: 'boolean',
  date: 'date',
  datetime: 'datetime',
  list: 'array',
}

/** The media type of a file by the end of its name; octets where it has none of ours. */
export function mediaTypeOf(path: string): string {
  return MEDIA_TYPES[path.slice(path.lastIndexOf('.') + 1)] ?? 'application/octet-stream'
}

/** `datapackage.json` (Frictionless data package): every file with its checksum, every table with its columns, and whose data it is. */
export function describePackage({ files, tables, ...facts }: ReleaseFacts): object {
  return {
    ...describeTerms(facts),
    profile: 'data-package',
    name: 'open-referral-region',
    resources: files.map((file) => ({
      name: nameOf(file.path),
      path: file.path,
      ...sumsOf(file),
      ...describeFile(file.path, tables),
    })),
  }
}

function describeFile(path: string, tables: readonly Table[]): object {
  const standard = STANDARD_TABLES.find(({ file }) => path === `${HSDS_FOLDER}/${file}`)
  if (standard !== undefined) {
    const fields = standard.columns.map((name) => ({ name, type: NUMBERS.has(name) ? 'number' : 'string' }))
    const schema = { fields, primaryKey: 'id', missingValues: [''] }
    return { profile: 'tabular-data-resource', encoding: 'utf-8', dialect: { lineTerminator: '\r\n' }, schema }
  }
  const table = tables.find(({ name }) => path === `${name}.parquet` || path === `${name}.ndjson`)
  if (table === undefined) return { description: DESCRIPTIONS[path] ?? '' }
  const fields = table.columns.map(({ name, kind, description }) => ({ name, type: TYPES[kind], description }))
  return { description: table.description, schema: { fields } }
}

const NUMBERS: ReadonlySet<string> = new Set([
  ...['latitude', 'longitude', 'minimum_age', 'maximum_age', 'amount', 'interval', 'count', 'timezone'],
  ...['year_incorporated', 'available', 'maximum'],
])

/** `datapackage.json` of the folder of HSDS's tables: a tabular data package as the standard describes it, its resources by the standard's names. */
export function describeStandardPackage({ title, createdAt, generation, sources, files }: ReleaseFacts): object {
  return {
    ...describeTerms({ title, createdAt, generation, sources }),
    profile: 'tabular-data-package',
    name: 'human-services-data',
    resources: STANDARD_TABLES.flatMap(({ name, file: path }) => {
      const file = files.find((each) => each.path === `${HSDS_FOLDER}/${path}`)
      return file === undefined ? [] : [{ ...describeFile(file.path, []), ...sumsOf(file), name, path }]
    }),
  }
}

function describeTerms({ title, createdAt, generation, sources }: Omit<ReleaseFacts, 'files' | 'tables'>): object {
  return {
    title,
    version: generation,
    created: createdAt,
    licenses: licencesOf(sources).map((name) =>
      URL.canParse(name) ? { path: name, title: name } : { name, title: name },
    ),
    sources: sources.map(({ publisher, url, ...terms }) => ({
      title: publisher,
      ...(url !== undefined && { path: url }),
      ...terms,
    })),
  }
}

function sumsOf({ path, bytes, hash }: ReleaseFile): object {
  const format = path.slice(path.lastIndexOf('.') + 1)
  return { bytes, hash: `sha256:${hash}`, mediatype: mediaTypeOf(path), format }
}

/** An entry of a catalogue of data sets (DCAT 3, JSON-LD), addresses relative to itself. */
export function describeDataset({ title, createdAt, generation, sources, files }: ReleaseFacts): object {
  return {
    '@context': {
      dcat: 'http://www.w3.org/ns/dcat#',
      dct: 'http://purl.org/dc/terms/',
      foaf: 'http://xmlns.com/foaf/0.1/',
      odrs: 'http://schema.theodi.org/odrs#',
      spdx: 'http://spdx.org/rdf/terms#',
      xsd: 'http://www.w3.org/2001/XMLSchema#',
    },
    '@type': 'dcat:Dataset',
    '@id': '',
    'dct:title': title,
    'dct:issued': { '@value': createdAt, '@type': 'xsd:dateTime' },
    'dcat:version': generation,
    'dct:conformsTo': { '@id': 'https://docs.openreferral.org/en/v3.1/' },
    'dct:license': licencesOf(sources).map(termOf),
    'dct:source': sources.map(({ publisher, url, licence, attribution, asOf }) => ({
      '@type': 'dcat:Dataset',
      ...(url !== undefined && { 'dcat:landingPage': { '@id': url } }),
      'dct:publisher': { '@type': 'foaf:Agent', 'foaf:name': publisher },
      ...(licence !== undefined && { 'dct:license': termOf(licence) }),
      ...(attribution !== undefined && { 'odrs:attributionText': attribution }),
      ...(asOf !== undefined && { 'dct:modified': { '@value': asOf, '@type': 'xsd:dateTime' } }),
    })),
    'dcat:distribution': files.map(({ path, bytes, hash }) => ({
      '@type': 'dcat:Distribution',
      'dct:title': path,
      'dcat:downloadURL': { '@id': path },
      'dcat:mediaType': { '@id': `https://www.iana.org/assignments/media-types/${mediaTypeOf(path)}` },
      'dcat:byteSize': bytes,
      'spdx:checksum': {
        '@type': 'spdx:Checksum',
        'spdx:algorithm': { '@id': 'spdx:checksumAlgorithm_sha256' },
        'spdx:checksumValue': hash,
      },
    })),
  }
}

function termOf(licence: string): object | string {
  return URL.canParse(licence) ? { '@id': licence } : licence
}

function licencesOf(sources: readonly ReleaseSource[]): readonly string[] {
  return [...new Set(sources.flatMap(({ licence }) => licence ?? []))]
}

function nameOf(path: string): string {
  return path.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
}
