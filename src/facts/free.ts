import type { Service } from '../model/service.ts'
import { FREE_TOGETHER, FREE_WORDS, sourceFeedOf } from '../model/republished-words.ts'
import { deriveFree } from './derive-free.ts'
import { agreed } from './agreed.ts'
import type { Fact } from './fact.ts'
import { rowSql } from './row-sql.ts'

/** Whether it is free of charge, as the records of one service agree. */
export const FREE = agreed(rowSql(['free'], (s) => s('free')))

const TOGETHER: ReadonlyMap<string, boolean | undefined> = new Map([
  [FREE_WORDS.free, true],
  [FREE_WORDS.charged, false],
  [FREE_WORDS.unknown, undefined],
])

/** What the gateway that last republished the record says of all records of its service together; undefined where none did. A publisher's own attribute of that name has other words. */
function saidTogether({ attributes = [] }: Service): string | undefined {
  if (sourceFeedOf(attributes) === undefined) return undefined
  return attributes.findLast(({ linkType, value = '' }) => linkType === FREE_TOGETHER && TOGETHER.has(value))?.value
}

/** Whether a service can be had free of charge; asked false: only against payment. */
export const free = {
  derive(service, day) {
    const together = saidTogether(service)
    const isFree = together === undefined ? deriveFree(service, day) : TOGETHER.get(together)
    return { columns: { free: isFree === undefined ? null : Number(isFree) } }
  },
  ask: (wanted) => ({ ...FREE, values: [Number(wanted)], on: (alias) => `(${FREE.on(alias)}) = ?` }),
  facet: {
    columns: FREE.columns,
    from: 'hit',
    key: `CASE (${FREE.on('hit')}) WHEN 1 THEN 'free' WHEN 0 THEN 'charged' END`,
    kind: 'ONE_KEY',
  },
} satisfies Fact<boolean>
