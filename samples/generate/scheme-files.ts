import { stringify } from 'csv-stringify/sync'

import { SHARED_STUB, SHARED_TERMS } from './scheme.ts'

/** The terms of the shared scheme: `uri,name,parent,description`, parents before children, `parent` empty at the top. */
export function schemeCsv(): string {
  const rows = SHARED_TERMS.map((term) => [
    SHARED_STUB + term.code,
    term.name,
    term.parent === undefined ? '' : SHARED_STUB + term.parent,
    term.description,
  ])
  return stringify([['uri', 'name', 'parent', 'description'], ...rows])
}

/** How publishers write the shared scheme and its terms: `uri_stub,curie_prefix,name,other_names,file`, names joined by `;`. */
export function schemesCsv(): string {
  return stringify([
    ['uri_stub', 'curie_prefix', 'name', 'other_names', 'file'],
    [
      SHARED_STUB,
      'saltmereService',
      'Saltmere Services',
      'saltmere services;saltmereServices',
      'saltmere-services.csv',
    ],
  ])
}
