import type { ParameterFault } from '../graphql/operations/parameter-fault.ts'
import type { SiteLanguage } from '../model/site.ts'
import type { Html } from './html.ts'
import type { View } from './view.ts'

/** An error of an answer, as GraphQL has it. */
export interface AnswerError {
  readonly message: string
  readonly code: string
  /** Of a mistake in what was asked: where in the arguments it is. Empty otherwise. */
  readonly argument: readonly (string | number)[]
  /** The parameter that was refused, where it is of one. */
  readonly parameter?: ParameterFault
  /** What else it says, such as when a record was removed. */
  readonly details: Readonly<Record<string, unknown>>
}

/** What an operation answered: not yet read for meaning. */
export interface PageAnswer {
  readonly data: unknown
  readonly errors: readonly AnswerError[]
}

/** What a page is asked for: the variable parts of its path and its GET parameters. */
export interface PageRequest {
  readonly segments: Readonly<Record<string, string>>
  readonly params: URLSearchParams
  /** Milliseconds since 1970. */
  readonly nowMs: number
}

/** What stands between header and footer, and what the frame has to know. */
export interface PageContent {
  /** 200 unless given. */
  readonly status?: number
  readonly title: string
  readonly main: Html
  /** What stands in the head besides, such as JSON-LD. */
  readonly head?: Html
  /** When the data behind the page was last confirmed, as an instant. */
  readonly asOf?: string
  /** Shown without header, navigation and footer, for a frame in another site's page. */
  readonly isBare?: boolean
}

/** Asks the page's operation again with other variables, within the request's limits. */
export type AskAgain = (variables: Readonly<Record<string, unknown>>) => Promise<PageAnswer>

/** What a page is shown from. */
export interface Shown {
  readonly answer: PageAnswer
  readonly view: View
  readonly request: PageRequest
  readonly variables: Readonly<Record<string, unknown>>
  readonly again: AskAgain
}

/** A page: a path, the named operation behind it, what the parameters mean to that, and how its answer is shown. */
export interface Page {
  /** From the root; a segment that begins with a colon is variable: `/services/:id`. */
  readonly path: string
  /** Which entry of the navigation it belongs to. */
  readonly section?: string
  /** Name of the operation, as in `operations/`; absent: nothing is asked, and the answer has no data. */
  readonly operation?: string
  /** In which it is to be had; English alone unless given. */
  readonly languages?: readonly SiteLanguage[]
  /** The operation's variables. */
  readonly readVariables: (request: PageRequest) => Readonly<Record<string, unknown>>
  /** Shows an answer. May ask again where a wrong value is to be left out. */
  readonly show: (shown: Shown) => PageContent | Promise<PageContent>
  /** Whether pages of other sites, as the site's configuration lists them, may frame it. */
  readonly isEmbeddable?: boolean
}
