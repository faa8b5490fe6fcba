// Files made of the schema's own answers, page after page: services, places, records, coverage. This folder asks by
// GraphQL alone, so that filters, withholding and cursors stay one code; it must not know of the catalogue.
import type { GraphQLSchema } from 'graphql'

import type { Log } from '../../model/log.ts'
import type { OperationContext } from '../create-operation-runner.ts'
import type { RequestFacts } from '../exchange.ts'
import type { RequestPace } from '../pace.ts'

/** Where exports take their figures from. */
export interface ExportSource {
  readonly schema: GraphQLSchema
  /** Called once per page. */
  readonly createContext: (facts: RequestFacts) => OperationContext
  readonly log: Log
}

/** What one export is made for: the parameters as stated, by name, and the signal that ends it. */
export interface ExportRequest {
  readonly stated: ReadonlyMap<string, string>
  readonly signal: AbortSignal
  /** Absent: all work is done at once. */
  readonly pace?: RequestPace
}
