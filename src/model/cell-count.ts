/** How many count for one group of terms in one group of areas. */
export interface CellCount {
  /** Distinct clusters. */
  readonly services: number
  readonly records: number
  /** Clusters by the strongest evidence of their records there. */
  readonly serves: number
  readonly located: number
  readonly publisher: number
}
