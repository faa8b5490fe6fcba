import type { ImportProblem } from '../model/import-problem.ts'
import { UnreadableImport } from '../model/import-problem.ts'
import { assembleScheme, type SchemeFile, type SchemeRow } from './scheme-file.ts'
import { builtInRegistry } from './scheme-registry.ts'
import { canonicalTermUri } from './term-uri.ts'

type JsonObject = Readonly<Record<string, unknown>>

/**
 * Reads a SKOS concept scheme in JSON-LD, as OpenActive publishes its lists: concepts under `concept` (or
 * `hasTopConcept`, `@graph`), keys with or without `skos:`, several `broader`, labels plain or in English.
 * UnreadableImport where it is not JSON or holds no scheme with concepts.
 */
export function readSkosJson(text: string, version?: string): SchemeFile {
  const document = parseObject(text)
  const graph = objectsIn(document['@graph'])
  const root = graph.find((node) => hasType(node, 'ConceptScheme')) ?? document
  const nested = [...objectsIn(pick(root, 'concept')), ...objectsIn(pick(root, 'hasTopConcept'))]
  const concepts = [...nested, ...graph.filter((node) => hasType(node, 'Concept'))]
  const uri = canonicalTermUri(idOf(root) ?? '')
  if (uri === undefined || concepts.length === 0) {
    throw new UnreadableImport('The file holds no SKOS ConceptScheme with an id and concepts.')
  }
  const problems: ImportProblem[] = []
  const rows: SchemeRow[] = []
  for (const [index, concept] of concepts.entries()) {
    const row = readConcept(concept)
    if (row === undefined) problems.push({ message: `Concept ${index + 1} has no id or no prefLabel; left out.` })
    else rows.push(row)
  }
  const name =
    labelsIn(pick(root, 'title') ?? pick(root, 'prefLabel'))[0] ?? builtInRegistry.findByName(uri)?.name ?? uri
  const description = labelsIn(pick(root, 'description') ?? pick(root, 'definition'))[0]
  const stated = version ?? labelsIn(pick(root, 'versionInfo') ?? pick(root, 'version'))[0]
  const scheme = {
    key: uri,
    name,
    uri,
    shared: true,
    ...present('description', description),
    ...present('version', stated),
  }
  return assembleScheme(scheme, rows, problems)
}

function readConcept(concept: JsonObject): SchemeRow | undefined {
  const id = idOf(concept)
  const uri = id === undefined ? undefined : canonicalTermUri(id)
  const name = labelsIn(pick(concept, 'prefLabel'))[0]
  if (uri === undefined || name === undefined) return undefined
  const known = builtInRegistry.findByTermUri(uri)
  const code = known?.code ?? labelsIn(pick(concept, 'identifier'))[0] ?? labelsIn(pick(concept, 'notation'))[0]
  return {
    uri,
    name,
    otherNames: labelsIn(pick(concept, 'altLabel')),
    ...present('code', code),
    ...(known === undefined ? {} : { curie: `${known.scheme.curiePrefix}:${known.code}` }),
    ...present('description', labelsIn(pick(concept, 'definition'))[0]),
    discontinued: String(concept['owl:deprecated'] ?? pick(concept, 'deprecated')) === 'true',
    parentUris: idsIn(pick(concept, 'broader')).flatMap((broader) => canonicalTermUri(broader) ?? []),
  }
}

function parseObject(text: string): JsonObject {
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (cause) {
    throw new UnreadableImport('The file is not JSON.', { cause })
  }
  if (!isObject(value)) throw new UnreadableImport('The file is not a JSON object.')
  return value
}

function pick(node: JsonObject, key: string): unknown {
  return node[key] ?? node[`skos:${key}`] ?? node[`dct:${key}`] ?? node[`http://www.w3.org/2004/02/skos/core#${key}`]
}

function idOf(node: JsonObject): string | undefined {
  const id = node['@id'] ?? node['id']
  return typeof id === 'string' ? id : undefined
}

function hasType(node: JsonObject, type: string): boolean {
  const stated = listOf(node['@type'] ?? node['type'])
  return stated.some((name) => typeof name === 'string' && name.replace(/^.*[:#]/, '') === type)
}

function idsIn(value: unknown): readonly string[] {
  return listOf(value).flatMap((item) => (typeof item === 'string' ? [item] : isObject(item) ? (idOf(item) ?? []) : []))
}

/** Labels in English or without a language, in order. */
function labelsIn(value: unknown): readonly string[] {
  return listOf(value).flatMap((item) => {
    if (typeof item === 'string') return item.trim() === '' ? [] : [item.trim()]
    if (!isObject(item)) return []
    const language = item['@language']
    if (item['@value'] === undefined) return labelsIn(item['en'] ?? item['en-GB'])
    const isEnglish = typeof language !== 'string' || language.startsWith('en')
    return isEnglish ? labelsIn(item['@value']) : []
  })
}

function objectsIn(value: unknown): readonly JsonObject[] {
  return listOf(value).filter(isObject)
}

function listOf(value: unknown): readonly unknown[] {
  return value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function present<K extends string>(key: K, value: string | undefined): Partial<Record<K, string>> {
  const kept: Partial<Record<K, string>> = {}
  if (value !== undefined) kept[key] = value
  return kept
}
