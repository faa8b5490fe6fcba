import { UnreadableImport } from '../../model/import-problem.ts'
import { schemeIdentity } from '../identify-term.ts'
import { assembleScheme, type SchemeFile, type SchemeRow } from '../scheme-file.ts'
import { builtInRegistry } from '../scheme-registry.ts'

/**
 * The terms that an LGA mapping list leads from, with their labels: often the only place where a council has the names of
 * needs. Terms without a label are left out. UnreadableImport where `list` is no LGA list.
 */
export function readMappingTerms(text: string, list: string): SchemeFile {
  const scheme = builtInRegistry.findByName(list) ?? builtInRegistry.findByName(`esd ${list}`)
  if (scheme === undefined)
    throw new UnreadableImport(`"${list}" is no LGA list; use services, needs or circumstances.`)
  const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''))
  const stated = property(value, 'list') ?? value
  const items = property(stated, 'items') ?? stated
  const rows = (Array.isArray(items) ? items : []).flatMap((item: unknown): SchemeRow[] => {
    const identifier = property(item, 'identifier')
    const isStated = typeof identifier === 'string' || typeof identifier === 'number'
    const code = isStated ? /(\d{1,9})$/.exec(String(identifier).trim())?.[1] : undefined
    const name = property(item, 'label')
    if (code === undefined || typeof name !== 'string' || name.trim() === '') return []
    return [
      {
        uri: `${scheme.uriStub}${code}`,
        curie: `${scheme.curiePrefix}:${code}`,
        code,
        name: name.trim(),
        parentUris: [],
      },
    ]
  })
  return assembleScheme(schemeIdentity(scheme), rows, [])
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}
