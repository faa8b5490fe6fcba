import { InputError } from '../model/input-error.ts'
import type { Fact } from './fact.ts'
import { rowSql } from './row-sql.ts'

/** For which ages a service is, in years. A person is of an age until the next birthday; an open end is unbounded. */
export const age = {
  derive({ minimumAge = null, maximumAge = null, hasUnreadableAges = false }) {
    // What a column lacks has no bound, so a span that is not certain must not be there in part.
    const span = hasUnreadableAges
      ? { minimum_age: null, maximum_age: null }
      : { minimum_age: minimumAge, maximum_age: maximumAge }
    return { columns: span }
  },
  ask(years, path) {
    if (!Number.isFinite(years) || years < 0 || years > 150)
      throw new InputError('BAD_USER_INPUT', 'An age is a number of years from 0 to 150.', path)
    return rowSql(
      ['minimum_age', 'maximum_age'],
      (s) => `CASE WHEN ${s('minimum_age')} IS NOT NULL OR ${s('maximum_age')} IS NOT NULL
        THEN coalesce(${s('minimum_age')}, 0) < ? AND coalesce(${s('maximum_age')}, 999) >= ? END`,
      [years + 1, years],
    )
  },
} satisfies Fact<number>
