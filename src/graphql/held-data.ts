import type { CatalogueReader } from '../catalogue/catalogue-reader.ts'
import type { Snapshot } from '../catalogue/snapshots.ts'
import type { Patience } from '../catalogue/steps.ts'
import type { GraphQLPowers, RequestTerms } from './context.ts'

/** The data that a request reads. */
export interface HeldData {
  readonly reader: CatalogueReader
  readonly generation: string | undefined
  readonly patience: Patience
  /** Whether it is another state than the request began with. */
  readonly hasMoved: boolean
  moveOn(): void
}

/** Holds the data as it is when first read from until the request ends; where `snapshot` or `whenEnded` is lacking nothing is held, and the newest data is read. */
export function holdData(
  { reader, snapshot }: Pick<GraphQLPowers, 'reader' | 'snapshot'>,
  { whenEnded }: Pick<RequestTerms, 'whenEnded'>,
): HeldData {
  const patience: Patience = { underWay: new Map(), finished: new Map() }
  if (snapshot === undefined || whenEnded === undefined)
    return { reader, generation: undefined, patience, hasMoved: false, moveOn() {} }
  let held: Snapshot | undefined
  let hasMoved = false
  let hasEnded = false
  whenEnded(() => {
    hasEnded = true
    held?.release()
  })
  // Taken when first read from: many requests are answered without. Nobody is left to release one that is taken after the end.
  const take = (): Snapshot | undefined => (held ??= hasEnded ? undefined : snapshot())
  return {
    get reader() {
      return take()?.reader ?? reader
    },
    get generation() {
      return take()?.generation
    },
    patience,
    get hasMoved() {
      return hasMoved
    },
    moveOn() {
      if (hasEnded) return
      hasMoved = true
      held?.release()
      held = undefined
      patience.underWay.clear()
      patience.finished.clear()
    },
  }
}
