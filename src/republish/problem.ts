import { GraphQLError } from 'graphql'

/** A refusal of the feed, with its status; `renderProblem` shows it. */
export function createProblem(status: number, code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status } } })
}

/** An error as a problem document (RFC 9457): the sentence is the one that GraphQL says. */
export function renderProblem({
  status,
  code,
  message,
}: {
  readonly status: number
  readonly code: string
  readonly message: string
}): { readonly headers: Readonly<Record<string, string>>; readonly body: string } {
  const title = TITLES[status] ?? 'The request can not be answered.'
  return {
    headers: { 'content-type': 'application/problem+json; charset=utf-8' },
    body: JSON.stringify({ type: 'about:blank', title, status, detail: message, code }),
  }
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Something of the request is wrong.',
  404: 'Nothing is here.',
  410: 'It was removed.',
  429: 'Too much was asked.',
  500: 'Something went wrong here.',
  503: 'It can be asked again later.',
}
