import { XMLParser } from 'fast-xml-parser'
import type { ImportProblem } from '../model/import-problem.ts'
import { UnreadableImport } from '../model/import-problem.ts'
import { schemeIdentity } from './identify-term.ts'
import type { KnownScheme } from './known-schemes.ts'
import { assembleScheme, type SchemeFile, type SchemeRow } from './scheme-file.ts'
import { builtInRegistry } from './scheme-registry.ts'
import { present } from '../model/present.ts'

const levels = ['top_level', 'second_level', 'third_level', 'fourth_level'] as const

/**
 * Reads the Open Eligibility taxonomy (XML: `top_level` to `fourth_level` under `services` and `situations`, with
 * descriptions of the top ones). UnreadableImport where it is something else, or declares entities.
 */
export function readOpenEligibilityXml(text: string): SchemeFile {
  const known = builtInRegistry.findByName('openEligibility')
  const taxonomy = nodeAt(parseXml(text), 'taxonomy')
  const trees = [nodeAt(taxonomy, 'services'), nodeAt(taxonomy, 'situations')].filter((tree) => tree !== undefined)
  if (known === undefined || trees.length === 0) {
    throw new UnreadableImport('The file is not the Open Eligibility taxonomy: no <services> or <situations>.')
  }
  const problems: ImportProblem[] = []
  const rows = trees.flatMap((tree) => readLevel(tree, 0, undefined, known, describe(tree), problems))
  const version = textAt(taxonomy, 'version')
  const scheme = {
    ...schemeIdentity(known),
    ...present({ version }),
  }
  return assembleScheme(scheme, rows, problems)
}

type XmlNode = Readonly<Record<string, unknown>>

function readLevel(
  node: XmlNode,
  depth: number,
  parentUri: string | undefined,
  scheme: KnownScheme,
  descriptions: ReadonlyMap<string, string>,
  problems: ImportProblem[],
): readonly SchemeRow[] {
  const level = levels[depth]
  if (level === undefined) return []
  return nodesIn(node[level]).flatMap((term) => {
    const code = textAt(term, 'id')
    const name = textAt(term, 'title')
    if (code === undefined || name === undefined || !scheme.codePattern.test(code)) {
      problems.push({ message: `A ${level} has no number as id, or no title; it and all below it left out.` })
      return []
    }
    const uri = `${scheme.uriStub}${code}`
    const description = descriptions.get(code)
    const row: SchemeRow = {
      uri,
      curie: `${scheme.curiePrefix}:${code}`,
      code,
      name,
      ...present({ description }),
      parentUris: parentUri === undefined ? [] : [parentUri],
    }
    return [row, ...readLevel(term, depth + 1, uri, scheme, descriptions, problems)]
  })
}

function describe(tree: XmlNode): ReadonlyMap<string, string> {
  const categories = nodesIn(nodeAt(tree, 'descriptions')?.['category'])
  return new Map(
    categories.flatMap((category) => {
      const id = textAt(category, 'id')
      const text = textAt(category, '#text')
      return id === undefined || text === undefined ? [] : [[id, text] as const]
    }),
  )
}

function parseXml(text: string): XmlNode {
  // Entities of its own making are how a small XML file becomes a large one.
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw new UnreadableImport('XML with a DOCTYPE is not taken.')
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseTagValue: false,
    isArray: (name) => name === 'category' || name.endsWith('_level'),
  })
  let value: unknown
  try {
    value = parser.parse(text, true)
  } catch (cause) {
    throw new UnreadableImport('The file is not XML that can be read to its end.', { cause })
  }
  if (!isNode(value)) throw new UnreadableImport('The file is not XML.')
  return value
}

function nodeAt(node: XmlNode | undefined, name: string): XmlNode | undefined {
  const value = node?.[name]
  return isNode(value) ? value : undefined
}

function nodesIn(value: unknown): readonly XmlNode[] {
  return Array.isArray(value) ? value.filter(isNode) : []
}

function textAt(node: XmlNode | undefined, name: string): string | undefined {
  const value = node?.[name]
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}

function isNode(value: unknown): value is XmlNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
