import { expect, it } from 'vitest'
import { SOURCE_FEED, STATED_AT } from '../../src/model/republished-words.ts'
import { withoutUnstated } from '../../src/standard/without-unstated.ts'

const attribute = (type: string, value = 'service_at_location') => ({ link_type: type, value })

/** A schedule as a gateway republishes one that only the place of this id states. */
const statedAt = (id: string, place: string) => ({
  ...{ id, service_at_location_id: place },
  attributes: [attribute(STATED_AT), attribute('topic', 'dance')],
})

const read = (id: string, place: string) => ({
  ...{ id, service_at_location_id: place },
  attributes: [attribute('topic', 'dance')],
})

const republished = (schedules: readonly object[], places: readonly object[]) => ({
  id: 's',
  attributes: [attribute(SOURCE_FEED, 'north')],
  ...{ schedules, service_at_locations: places },
})

it('puts a schedule that only a place stated at that place, behind those that it has itself', () => {
  const places = [{ id: 'hall', schedules: [{ id: 'own' }] }, { id: 'park' }]
  const raw = republished([{ id: 'all' }, statedAt('tuesday', 'hall'), statedAt('friday', 'park')], places)
  expect(withoutUnstated(raw)).toMatchObject({
    schedules: [{ id: 'all' }],
    service_at_locations: [
      { id: 'hall', schedules: [{ id: 'own' }, read('tuesday', 'hall')] },
      { id: 'park', schedules: [read('friday', 'park')] },
    ],
  })
})

it.each([
  ['a place that is not listed', statedAt('tuesday', 'elsewhere'), [{ id: 'hall' }]],
  ['no place, where places have no id', { id: 'tuesday', attributes: [attribute(STATED_AT)] }, [{ name: 'Hall' }]],
  ['a place, where none is listed', statedAt('tuesday', 'hall'), []],
])('leaves a schedule of %s at the service', (_what, schedule, places) => {
  const raw = republished([schedule, statedAt('friday', 'park')], [...places, { id: 'park' }])
  expect(withoutUnstated(raw)).toMatchObject({
    schedules: [schedule],
    service_at_locations: [...places, { id: 'park', schedules: [read('friday', 'park')] }],
  })
})

it('keeps what stands in the place of schedules and of places but is none', () => {
  const raw = republished([statedAt('tuesday', 'hall')], [{ id: 'hall', schedules: 'by arrangement' }])
  expect(withoutUnstated({ ...raw, schedules: ['in summer', ...raw.schedules] })).toMatchObject({
    schedules: ['in summer'],
    service_at_locations: [{ id: 'hall', schedules: ['by arrangement', read('tuesday', 'hall')] }],
  })
})

it('takes no such attribute for anything in a record that no gateway republished', () => {
  const raw = { ...republished([statedAt('tuesday', 'hall')], [{ id: 'hall' }]), attributes: [attribute('topic')] }
  expect(withoutUnstated(raw)).toBe(raw)
})
