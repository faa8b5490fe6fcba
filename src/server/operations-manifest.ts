import { type DocumentForm, formsOf } from '../graphql/operations/document-forms.ts'
import type { Operation } from '../graphql/operations/read-operations.ts'
import type { Answer } from './exchange.ts'
import type { Route } from './routes.ts'

/**
 * `/operations.json`: the documents that are known by their hash, as clients of persisted documents read a manifest. With
 * `typenames=true` each is as clients send it that cache by type.
 */
export function createManifestRoute(operations: readonly Operation[]): Route {
  // The same while the program runs: made once, however often it is asked for with another search.
  const rendered = new Map<Form, Answer>()
  return {
    path: '/operations.json',
    mediaType: 'application/json',
    isOpenToAll: true,
    isOfCatalogue: false,
    isKept: true,
    answer({ search }) {
      const form = new URLSearchParams(search).get('typenames') === 'true' ? 'typed' : 'plain'
      const answer = rendered.get(form) ?? renderManifest(operations, form)
      rendered.set(form, answer)
      return answer
    },
  }
}

type Form = 'typed' | 'plain'

function renderManifest(operations: readonly Operation[], form: Form): Answer {
  const listed = operations.map((operation) => {
    const { name, title, notes, exampleVariables, node } = operation
    const { hash: id, text: body }: DocumentForm = formsOf(operation)[form]
    return { id, name, type: node.operation, body, title, notes, exampleVariables }
  })
  const manifest = { format: 'apollo-persisted-query-manifest', version: 1, operations: listed }
  return {
    status: 200,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(manifest, undefined, 2),
  }
}
