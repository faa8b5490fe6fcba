/* oxlint-disable import/no-unassigned-import -- these files add their types to the builder by being imported */
import type { GraphQLSchema } from 'graphql'
import { builder } from './builder.ts'
import { raiseInputErrors } from './raise-input-errors.ts'
import './area-list.ts'
import './area.ts'
import './attribute.ts'
import './change.ts'
import './coverage.ts'
import './feed-measures.ts'
import './feed.ts'
import './location-list.ts'
import './location.ts'
import './node-queries.ts'
import './organization-list.ts'
import './organization.ts'
import './postcode.ts'
import './scalars.ts'
import './service-at-location.ts'
import './quality.ts'
import './service-cluster.ts'
import './service-connection.ts'
import './service-match.ts'
import './service.ts'
import './taxonomy-term-list.ts'
import './taxonomy-term.ts'
import './taxonomy.ts'
import './term-mapping-share.ts'
import './term-mapping.ts'

/** The whole schema: every type and query of this room, described, raising the caller's mistakes with their codes. */
export function createSchema(): GraphQLSchema {
  return raiseInputErrors(builder.toSchema())
}
