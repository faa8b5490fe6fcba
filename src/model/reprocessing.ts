/** Which rules records are being made again by; as `RULE_VERSIONS` names them. */
export type RuleSet = 'READING' | 'PLACING' | 'SCORING' | 'MATCHING'

/** How far records have been made again by other rules than they were made by. */
export interface Reprocessing {
  readonly rules: readonly RuleSet[]
  /** Records made again so far. */
  readonly done: number
  readonly total: number
}
