import { uuidHead } from '../../model/record-uuid.ts'
import type { RequestContext } from '../context.ts'
import type { RecordRef } from '../../model/record.ts'
import { decodeGlobalId, type GlobalIdTarget, type RecordTypeName } from './global-id.ts'

const TYPES = {
  service: 'Service',
  serviceAtLocation: 'ServiceAtLocation',
  organization: 'Organization',
} as const

/** What a global id stands for, or a UUID as `uuid` gives it; undefined where it is neither, or nothing held has that UUID. */
export function readNodeId(
  id: string,
  { reader }: { readonly reader: Pick<RequestContext['reader'], 'records' | 'terms'> },
): GlobalIdTarget | undefined {
  if (uuidHead(id) === undefined) return decodeGlobalId(id)
  const record = reader.records.findUuid(id)
  if (record !== undefined) return { type: TYPES[record.type], ref: record.ref }
  const term = reader.terms.findTerm(id)
  if (term !== undefined) return { type: 'TaxonomyTerm', key: term.uri }
  const taxonomy = reader.terms.findTaxonomy(id)
  return taxonomy && { type: 'Taxonomy', key: taxonomy.key }
}

/** The record of that type that a global id or a UUID stands for; undefined for every other. */
export function readRecordId(
  id: string,
  type: RecordTypeName,
  context: Parameters<typeof readNodeId>[1],
): RecordRef | undefined {
  const target = readNodeId(id, context)
  return target?.type === type && 'ref' in target ? target.ref : undefined
}
