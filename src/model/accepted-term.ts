/** That somebody accepted a term for a service whose publisher states none that is understood. */
export interface AcceptedTerm {
  /** `feed/originId`. */
  readonly service: string
  /** Canonical URI. */
  readonly term: string
  /** Who accepted it. */
  readonly by: string
  /** `YYYY-MM-DD`. */
  readonly date: string
}
