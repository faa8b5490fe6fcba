/** Which rules records are being made again by; as `RULE_VERSIONS` names them. */
export type RuleSet = 'READING' | 'PLACING' | 'SCORING' | 'MATCHING'

/** How far records have been made again by other rules than they were made by. */
export interface Reprocessing {
  readonly rules: readonly RuleSet[]
  /** Records made again so far. */
  readonly done: number
  readonly total: number
}

/** One step of it, which was written but may not be kept yet. */
export interface ReprocessingStep extends Reprocessing {
  /** Where it began: none that is kept begins where another did. */
  readonly from: string
}
