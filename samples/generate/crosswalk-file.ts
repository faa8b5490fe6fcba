import { stringify } from 'csv-stringify/sync'

import type { CouncilRecords } from '../council-records.ts'
import { LOCAL_LABELS } from './local-labels.ts'
import { SHARED_STUB, SHARED_TERMS } from './scheme.ts'

/** Headings that are narrower than the group they stand for; all others mean it or nearly so. */
const NARROWER = new Set(['Rural transport', 'Equalities groups', 'Things to do for teenagers'])

/** Headings that the review left open, so that there is something to report. */
export const LEFT_OPEN: ReadonlySet<string> = new Set(['I want to try something new', 'skills', 'inclusion'])

/**
 * Which group of the shared scheme each publisher's own heading stands for, as a review by people would have it:
 * `fromTerm,relation,toTerm,source,reviewer,date`. A heading that two groups share is broader than either.
 */
export function crosswalkCsv(councils: ReadonlyMap<string, CouncilRecords>): string {
  const rows = [...councils].flatMap(([slug, records]) => {
    const labels = Object.entries(LOCAL_LABELS[slug] ?? {})
    return localTerms(records).flatMap(({ id, name, scheme }) => {
      if (LEFT_OPEN.has(name)) return []
      const codes = labels.filter(([, label]) => label === name).map(([code]) => code)
      return codes.map((code) => [
        localUri(slug, scheme, id),
        relationOf(name, code, codes.length),
        SHARED_STUB + code,
        'Review of headings',
        'Saltmere Data Group',
        '2026-10-15',
      ])
    })
  })
  return stringify([['fromTerm', 'relation', 'toTerm', 'source', 'reviewer', 'date'], ...rows])
}

function localTerms({ taxonomies, terms }: CouncilRecords) {
  return terms.flatMap(({ id, name, taxonomyId }) => {
    const taxonomy = taxonomies.find((candidate) => candidate.id === taxonomyId)
    return taxonomy === undefined || taxonomy.uri !== undefined ? [] : [{ id, name, scheme: taxonomy }]
  })
}

/** The URI under which a gateway knows a publisher's own term, for which there is none on the wire. */
function localUri(slug: string, scheme: { readonly id: string; readonly name: string }, id: string): string {
  const stated = slug === 'brackmoor' ? scheme.id : scheme.name
  const folded = stated.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
  return `urn:oruk-gateway:feed:${slug}:${folded.replace(/s$/, '')}:${id}`
}

function relationOf(label: string, code: string, groups: number): string {
  if (groups > 1) return 'narrow'
  if (NARROWER.has(label)) return 'broad'
  const name = SHARED_TERMS.find((term) => term.code === code)?.name ?? ''
  return name.toLowerCase() === label.replace(/^.*>/, '').toLowerCase() ? 'exact' : 'close'
}
