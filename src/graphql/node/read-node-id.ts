import { uuidHead } from '../../model/record-uuid.ts'
import type { RequestContext } from '../context.ts'
import { decodeGlobalId, type GlobalIdTarget } from './global-id.ts'

/** What a global id stands for, or a UUID as `uuid` gives it; undefined where it is neither, or nothing held has that UUID. */
export function readNodeId(
  id: string,
  { reader }: { readonly reader: Pick<RequestContext['reader'], 'records' | 'terms'> },
): GlobalIdTarget | undefined {
  if (uuidHead(id) === undefined) return decodeGlobalId(id)
  const record = reader.records.findUuid(id)
  if (record !== undefined)
    return { type: record.type === 'service' ? 'Service' : 'ServiceAtLocation', ref: record.ref }
  const term = reader.terms.findTerm(id)
  if (term !== undefined) return { type: 'TaxonomyTerm', key: term.uri }
  const taxonomy = reader.terms.findTaxonomy(id)
  return taxonomy && { type: 'Taxonomy', key: taxonomy.key }
}
