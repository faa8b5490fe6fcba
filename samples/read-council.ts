import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { z } from 'zod'

import type { CouncilRecords } from './council-records.ts'
import { SampleLocation, SampleOrganization, SampleService, SampleTaxonomy, SampleTerm } from './council-records.ts'

/** Reads one publisher's committed records; throws where a file is missing or a row has another shape. */
export function readCouncil(slug: string): CouncilRecords {
  const rows = <T>(name: string, shape: z.ZodType<T>): T[] =>
    readRows(fileURLToPath(new URL(`data/${slug}/${name}.ndjson`, import.meta.url)), shape)
  return {
    organizations: rows('organizations', SampleOrganization),
    locations: rows('locations', SampleLocation),
    services: rows('services', SampleService),
    taxonomies: rows('taxonomies', SampleTaxonomy),
    terms: rows('taxonomy-terms', SampleTerm),
  }
}

function readRows<T>(file: string, shape: z.ZodType<T>): T[] {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
  return lines.map((line) => shape.parse(JSON.parse(line)))
}
