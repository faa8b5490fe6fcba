import { expect, it } from 'vitest'
import { mayPassFeed } from '../../../src/catalogue/search/may-pass-feed.ts'
import type { ServiceFilter } from '../../../src/catalogue/service-query.ts'

it.each<[string, ServiceFilter, boolean]>([
  ['nothing asked', {}, true],
  ['its own name', { feeds: ['north'] }, true],
  ['another name', { feeds: ['south'] }, false],
  ['another name under and', { and: [{ free: true }, { feeds: ['south'] }] }, false],
  ['either name', { or: [{ feeds: ['south'] }, { feeds: ['north'] }] }, true],
  ['neither of two', { or: [{ feeds: ['south'] }, { feeds: ['east'] }] }, false],
  ['another name or a condition on the record', { or: [{ feeds: ['south'] }, { free: true }] }, true],
  ['no alternative at all', { or: [] }, false],
  ['not its own name', { not: { feeds: ['north'] } }, false],
  ['not another name', { not: { feeds: ['south'] } }, true],
  ['not its own name with a condition on the record', { not: { feeds: ['north'], free: true } }, true],
  ['not not another name', { not: { not: { feeds: ['south'] } } }, false],
])('says by `feeds` alone whether records of the feed may pass: %s', (_name, filter, passes) => {
  expect(mayPassFeed(filter, 'north')).toBe(passes)
})
