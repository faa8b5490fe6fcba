import { expect, it } from 'vitest'
import type { RequestContext } from '../../../src/graphql/context.ts'
import { encodeRecordId } from '../../../src/graphql/node/global-id.ts'
import { readServiceFilter } from '../../../src/graphql/service/read-service-filter.ts'
import type { ServiceFilterInput } from '../../../src/graphql/service/service-filter.ts'

/** A catalogue with one organization. */
const context = {
  loaders: {
    organizations: { getMany: ([ref]: readonly { originId: string }[]) => (ref?.originId === 'o1' ? [{}] : []) },
  },
} as unknown as RequestContext

const POINT = { latitude: 51, longitude: -2 }

function nested(depth: number): ServiceFilterInput {
  return depth === 0 ? { free: true } : { and: [nested(depth - 1)] }
}

it.each<[string, ServiceFilterInput, object]>([
  ['null asks for nothing', { free: null, text: null }, {}],
  ['equal conditions are asked once', { or: [{ free: true }, { free: true }] }, { or: [{ free: true }] }],
  [
    'conditions are equal however their members are ordered',
    {
      and: [
        { free: true, text: 'x' },
        { text: 'x', free: true },
      ],
    },
    { and: [{ free: true, text: 'x' }] },
  ],
  [
    'a term counts with those below it and those mapped to it',
    { taxonomyTerms: { anyOf: ['a:1', 'a:1'] } },
    { taxonomyTerms: { descendants: true, mapped: true, anyOf: ['a:1'] } },
  ],
  ['`near` may stand under `and`', { and: [{ near: POINT }] }, { and: [{ near: POINT }] }],
  ['five deep', nested(5), nested(5)],
])('reads a filter: %s', (_, input, filter) => {
  expect(readServiceFilter(input, context)).toEqual(filter)
})

it.each<[string, ServiceFilterInput, readonly (string | number)[]]>([
  ['six deep', nested(6), ['where', ...Array.from({ length: 6 }, () => ['and', 0]).flat()]],
  ['`near` under `or`', { or: [{ free: true }, { near: POINT }] }, ['where', 'or', 1, 'near']],
  ['`near` under `not`', { not: { near: POINT } }, ['where', 'not', 'near']],
  ['`near` under `and` under `not`', { not: { and: [{ near: POINT }] } }, ['where', 'not', 'and', 0, 'near']],
  ['half a point', { near: { latitude: 51 } }, ['where', 'near', 'longitude']],
  ['no reason to be near', { near: { ...POINT, by: [] } }, ['where', 'near', 'by']],
  ['a point and a postcode', { near: { ...POINT, postcode: 'BS1 4DJ' } }, ['where', 'near', 'postcode']],
  [
    'an organization that is not there',
    { organization: encodeRecordId('Organization', 'north', 'o2') },
    ['where', 'organization'],
  ],
  [
    "a service's id for an organization",
    { organization: encodeRecordId('Service', 'north', 'o1') },
    ['where', 'organization'],
  ],
])('refuses a filter and says where: %s', (_, input, path) => {
  expect(() => readServiceFilter(input, context)).toThrowError(expect.objectContaining({ path }) as Error)
})
