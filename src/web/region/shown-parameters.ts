import type { AnswerError } from '../page.ts'
import { pagesOf } from './area-pages.ts'
import { SORTABLE } from './area-table.ts'
import { TOPS } from './matrix-choices.ts'
import { given } from './region-question.ts'

/** Which values a parameter takes, and that in words. */
interface Taken {
  readonly isTaken: (value: string) => boolean
  readonly words: string
}

/**
 * What is wrong with the parameters that only the page reads, said as GraphQL says it of its own: the rest is shown as if each had
 * not been given.
 */
export function findShownMistakes(
  areas: readonly { readonly area: { readonly code: string } }[],
  params: URLSearchParams,
): readonly AnswerError[] {
  const codes = areas.map(({ area }) => area.code)
  const last = pagesOf(areas.length)
  const takes: Readonly<Record<string, Taken>> = {
    sort: sorting(SORTABLE, SORTABLE.join(', ')),
    page: {
      isTaken: (value) => /^\d+$/.test(value) && Number(value) >= 1 && Number(value) <= last,
      words: last === 1 ? '1, as there is one page' : `a whole number from 1 to ${last}`,
    },
    by: sorting(['name', ...codes], 'name or the code of an area that is shown'),
    top: oneOf(TOPS.map(String)),
    show: oneOf(['rate']),
    sites: oneOf(['show']),
  }
  return Object.entries(takes).flatMap(([name, { isTaken, words }]) => {
    const value = given(params, name)
    return value === undefined || isTaken(value) ? [] : [mistake(name, value, `it takes ${words}.`)]
  })
}

function oneOf(values: readonly string[]): Taken {
  return { isTaken: (value) => values.includes(value), words: values.join(', ') }
}

function sorting(columns: readonly string[], words: string): Taken {
  return {
    isTaken: (value) => columns.includes(value.replace(/^-/, '')),
    words: `${words}; with - before it the largest come first`,
  }
}

function mistake(path: string, value: string, reason: string): AnswerError {
  const message = `The parameter "${path}" got invalid value ${JSON.stringify(value)}; ${reason}`
  const parameter = { path, given: { value: JSON.stringify(value), reason } }
  return { message, code: 'BAD_USER_INPUT', argument: [], parameter, details: {} }
}
