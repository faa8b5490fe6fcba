// REST over the operations: an address for each, with its variables as plain parameters. This folder asks by operations alone,
// so that limits, figures and caveats stay one code; it must not know of the catalogue.
import { type GraphQLSchema, validate } from 'graphql'

import { listParameters } from '../../graphql/operations/list-parameters.ts'
import type { Operation } from '../../graphql/operations/read-operations.ts'
import type { ExportSlots } from '../exports/export-slots.ts'
import type { KeyGate } from '../key-gate.ts'
import { createRefusal } from '../refusals.ts'
import { noteKey } from '../request-notes.ts'
import type { Route } from '../routes.ts'
import { type ApiFormat, CSV, JSON_DATA, renderProblem } from './answer-api.ts'
import { type ApiOperation, describeApi } from './describe-api.ts'
import { readVariables } from './read-variables.ts'
import { planTable } from './plan-table.ts'

/** What REST takes. */
export interface ApiParts {
  readonly schema: GraphQLSchema
  /** A list in several pages is under way as an export is. */
  readonly slots: ExportSlots
  /** Opens it, where exports need a key. */
  readonly keys: KeyGate
  readonly operations: readonly Operation[]
}

/** A route for each operation in each form, `/api/openapi.json` which describes them, and what is said of any other address below `/api`. */
export function createApiRoutes({ schema, slots, keys, operations }: ApiParts): readonly Route[] {
  const planned = new Map<Operation, ApiOperation | undefined>()
  // Made when first asked for: a start needs none of it.
  function planOf(operation: Operation): ApiOperation | undefined {
    if (!planned.has(operation)) planned.set(operation, planOperation(schema, operation))
    return planned.get(operation)
  }
  let description: string | undefined

  function createRoute(operation: Operation, format: ApiFormat): Route {
    const name = `${operation.path}.${format.ending}`
    const headers = {
      'content-type': format.mediaType,
      'content-disposition': `inline; filename="${name.replaceAll('/', '-')}"`,
      link: linksOf(operation.path),
    }
    return {
      path: `/api/${name}`,
      isOpenToAll: true,
      isKept: true,
      isKeyed: true,
      renderError: format.renderError,
      async answer({ ask, search, address, notes, request }) {
        const own = planOf(operation)
        if (own === undefined) throw createRefusal('NOT_FOUND', { message: NOWHERE })
        const variables = readVariables(own.parameters, search)
        function beginWalk(): Promise<() => void> {
          noteKey(notes, keys.admitExport(request.headers))
          return takeSlot(slots, address)
        }
        const body = await format.write({ ask, operation, plan: own.plan, variables, beginWalk })
        // What needed a key is kept for nobody.
        return { status: 200, headers: { ...headers, ...(notes.key !== undefined && OF_NOBODY) }, body }
      },
    }
  }

  return [
    ...operations.flatMap((each) => [CSV, JSON_DATA].map((format) => createRoute(each, format))),
    {
      path: '/api/openapi.json',
      isOpenToAll: true,
      isOfCatalogue: false,
      isKept: true,
      answer: () => ({
        status: 200,
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: (description ??= JSON.stringify(
          describeApi(
            schema,
            operations.flatMap((each) => planOf(each) ?? []),
          ),
        )),
      }),
    },
    {
      path: '/api',
      isOfCatalogue: false,
      answer: () => ({ status: 302, headers: { location: 'api/openapi.json' }, body: '' }),
    },
    {
      path: '/api/*',
      isOpenToAll: true,
      isOfCatalogue: false,
      renderError: renderProblem,
      answer() {
        throw createRefusal('NOT_FOUND', { message: NOWHERE })
      },
    },
  ]
}

const NOWHERE = 'Nothing is here: /api/openapi.json lists what is.'

/** Undefined where the schema lacks what the operation asks, as one without a catalogue does. */
function planOperation(schema: GraphQLSchema, operation: Operation): ApiOperation | undefined {
  if (validate(schema, operation.parsed).length > 0) return undefined
  return { operation, plan: planTable(schema, operation), parameters: listParameters(schema, operation) }
}

const OF_NOBODY = { 'cache-control': 'no-cache' }

async function takeSlot(slots: ExportSlots, address: string): Promise<() => void> {
  // Where several processes share them, another one gives them out.
  if (!(await slots.take(address))) throw createRefusal('TOO_MANY_EXPORTS', { headers: { 'retry-after': '10' } })
  return () => slots.giveBack(address)
}

/** Relative, under whatever path a proxy puts before: what describes the address, and whose data it is. */
function linksOf(path: string): string {
  const up = '../'.repeat(path.split('/').length - 1)
  return `<${up}openapi.json>; rel="service-desc", <${up}../export/sources.csv>; rel="describedby"; type="text/csv"`
}
