import { deriveFree } from './derive-free.ts'
import type { Fact } from './fact.ts'
import { rowSql } from './row-sql.ts'

/** Whether a service can be had free of charge; asked false: only against payment. */
export const free = {
  derive(service, day) {
    const isFree = deriveFree(service, day)
    return { columns: { free: isFree === undefined ? null : Number(isFree) } }
  },
  ask: (wanted) => rowSql(['free'], (s) => `${s('free')} = ?`, [Number(wanted)]),
  facet: {
    columns: ['free'],
    from: 'hit',
    key: "CASE hit.free WHEN 1 THEN 'free' WHEN 0 THEN 'charged' END",
    hasOneKey: true,
  },
} satisfies Fact<boolean>
