import { shareOf, type Share } from './share.ts'

/**
 * M9 taxonomyCoverage: clusters of the area with a record that has at least one term in the scheme, its own or by an exact,
 * close or narrow mapping (`classified`) / all clusters of the area. Null where the area has no service.
 */
export function taxonomyCoverageOf(classified: number, services: number): Share {
  return shareOf(classified, services)
}
