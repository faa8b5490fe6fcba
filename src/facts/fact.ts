// facts: what is derived from a service's record and can be filtered by; one file per fact.
// It must not know how rows are stored, searched or served.
import type { Service } from '../model/service.ts'
import type { RowSql, ColumnValue } from './row-sql.ts'

/** Where in a filter something was asked, for errors. */
export type Path = readonly (string | number)[]

/** What of a service's record is kept to ask its fact of. */
export interface FactRows {
  /** By columns of the table `service`; null where the record does not state the fact. */
  readonly columns: Readonly<Record<string, ColumnValue>>
  /** By tables of its own, each named though it has no row here: the columns that follow `sid`, which is their first. */
  readonly tables?: Readonly<Record<string, readonly (readonly ColumnValue[])[]>>
}

/** What a fact may need to know to understand what is asked. */
export interface FactWorld {
  nowMs(): number
  /** Whether any service names a language by this key: an ISO 639 code, or a name that has none. */
  hasLanguage(key: string): boolean
}

/** How services are counted by a fact. */
export interface FactFacet {
  /** The columns of `service` that the counting reads. */
  readonly columns: readonly string[]
  /** What is counted: the table `hit`, which has `sid` and those columns, joined to what else it takes. */
  readonly from: string
  /** SQL of the key that a row counts for; null counts those that do not state the fact. */
  readonly key: string
  /** ONE_KEY: every record has one, so that of records that are one service one decides. */
  readonly kind?: 'ONE_KEY'
}

/** A fact that a service's record may state or not, and that services are filtered by. */
export interface Fact<Asked> {
  /** `day` is the one that it is judged for, in London (`YYYY-MM-DD`). */
  derive(service: Service, day: string): FactRows
  /**
   * True where what the record states is what is asked, false where it is not, null where the record does not say. `places`:
   * a JSON list of the positions of those places of a service that are asked of, all where it is empty; undefined: all.
   * InputError where what is asked can't be meant.
   */
  ask(asked: Asked, path: Path, world: FactWorld, places?: RowSql): RowSql
  readonly facet?: FactFacet
}
