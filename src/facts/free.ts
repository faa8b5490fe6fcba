import { deriveFree } from './derive-free.ts'
import { agreed } from './agreed.ts'
import type { Fact } from './fact.ts'
import { rowSql } from './row-sql.ts'

/** Whether it is free of charge, as the records of one service agree. */
export const FREE = agreed(rowSql(['free'], (s) => s('free')))

/** Whether a service can be had free of charge; asked false: only against payment. */
export const free = {
  derive(service, day) {
    const isFree = deriveFree(service, day)
    return { columns: { free: isFree === undefined ? null : Number(isFree) } }
  },
  ask: (wanted) => ({ ...FREE, values: [Number(wanted)], on: (alias) => `(${FREE.on(alias)}) = ?` }),
  facet: {
    columns: FREE.columns,
    from: 'hit',
    key: `CASE (${FREE.on('hit')}) WHEN 1 THEN 'free' WHEN 0 THEN 'charged' END`,
    hasOneKey: true,
  },
} satisfies Fact<boolean>
