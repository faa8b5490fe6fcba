/* oxlint-disable import/no-unassigned-import -- these files add their types to the builder by being imported */
import type { GraphQLSchema } from 'graphql'
import { answerInSteps } from './answer-in-steps.ts'
import { builder } from './builder.ts'
import { stateWork } from './field-work.ts'
import { raiseInputErrors } from './raise-input-errors.ts'
import './area/area-list.ts'
import './area/area.ts'
import './term/accepted-term.ts'
import './term/attribute.ts'
import './feed/change.ts'
import './label.ts'
import './coverage/coverage.ts'
import './coverage/demand.ts'
import './feed/feed-measures.ts'
import './feed/feed.ts'
import './location/location-list.ts'
import './location/location.ts'
import './node/node-queries.ts'
import './organization/organization-list.ts'
import './organization/organization.ts'
import './location/postcode.ts'
import './scalars.ts'
import './location/service-at-location-list.ts'
import './location/service-at-location.ts'
import './service/quality.ts'
import './service/service-cluster.ts'
import './service/service-connection.ts'
import './service/service-match.ts'
import './service/service.ts'
import './suggestion/suggest.ts'
import './term/taxonomy-term-list.ts'
import './term/taxonomy-term.ts'
import './term/taxonomy.ts'
import './term/term-mapping-share.ts'
import './term/term-mapping.ts'

let schema: GraphQLSchema | undefined

/** The whole schema: every type and query of this room, described, raising the caller's mistakes with their codes, long work in steps. Made once. */
export function createSchema(): GraphQLSchema {
  schema ??= makeSchema((whole) => whole)
  return schema
}

/** The same, changed by `change` before its fields are made to raise mistakes and to do long work in steps. Made at each call, of types of its own. */
export function makeSchema(change: (whole: GraphQLSchema) => GraphQLSchema): GraphQLSchema {
  return stateWork(answerInSteps(raiseInputErrors(change(builder.toSchema()))))
}
