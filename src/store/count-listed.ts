import type { DatabaseSync } from 'node:sqlite'

/**
 * Teaches SQLite `count_listed(list)`, which counts over all rows how often each whole number stands in lists apart by commas:
 * `[[number, count], …]` as JSON. One at a time in a statement.
 */
export function addCountListed(db: DatabaseSync): void {
  let counts = new Map<number, number>()
  db.aggregate('count_listed', {
    start() {
      counts = new Map()
      return 0
    },
    step(rows: number, list) {
      if (typeof list === 'string' && list !== '')
        eachListed(list, (number) => counts.set(number, (counts.get(number) ?? 0) + 1))
      return rows + 1
    },
    result: () => JSON.stringify([...counts]),
  })
}

/** Visits every whole number of a list that is not empty. By hand: splitting hundreds of thousands of lists into texts costs several times as much. */
export function eachListed(list: string, visit: (number: number) => void): void {
  let number = 0
  for (let at = 0; at <= list.length; at += 1) {
    const digit = list.charCodeAt(at) - 48
    if (digit >= 0 && digit <= 9) {
      number = number * 10 + digit
    } else {
      visit(number)
      number = 0
    }
  }
}
