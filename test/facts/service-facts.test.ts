import { describe, expect, it } from 'vitest'
import { deriveFacts } from '../../src/facts/service-facts.ts'
import { deriveFree } from '../../src/facts/derive-free.ts'
import type { Service } from '../../src/model/service.ts'

const PLAIN: Service = { id: 's1', name: 'Chair yoga' }

describe('deriveFree', () => {
  it.each<[string, Parameters<typeof deriveFree>[0], boolean | undefined]>([
    ['nothing told', {}, undefined],
    ['every amount 0', { costOptions: [{ amount: 0 }, { amount: 0 }] }, true],
    ['one amount above 0', { costOptions: [{ amount: 0 }, { amount: 4.5 }] }, false],
    ['an amount against words', { costOptions: [{ amount: 3, amountDescription: 'Free for carers' }] }, false],
    ['an option called free', { costOptions: [{ option: 'Free' }] }, true],
    ['a price in words', { costOptions: [{ amountDescription: '£2.50 a session' }] }, false],
    ['pence in words', { fees: '50p on the door' }, false],
    ['fees that say free', { fees: 'This service is free.' }, true],
    ['no charge', { feesDescription: 'There is no charge for residents' }, true],
    ['free phone line', { fees: 'Free phone 0800 000000' }, undefined],
    ['free parking', { fees: 'Free parking on site' }, undefined],
    ['words that say nothing of money', { fees: 'Ask us' }, undefined],
    ['free, with a price beside it', { fees: 'Free for members, £3 for others' }, false],
  ])('%s', (_, told, free) => {
    expect(deriveFree(told)).toBe(free)
  })
})

function columnOf(name: string, told: Partial<Service>): unknown {
  return deriveFacts({ ...PLAIN, ...told }).columns[name]
}

function rowsOf(table: string, told: Partial<Service>): unknown {
  return deriveFacts({ ...PLAIN, ...told }).tables[table]
}

describe('deriveFacts', () => {
  it('states nothing of a service that states nothing', () => {
    expect(deriveFacts(PLAIN)).toEqual({
      columns: {
        minimum_age: null,
        maximum_age: null,
        free: null,
        attending: null,
        days: null,
        languages: 0,
        accessible: null,
      },
      tables: { service_language: [], service_schedule: [] },
    })
  })

  it('names languages by code, else by name in lower case, each once', () => {
    const languages = [{ code: 'pl', name: 'Polish' }, { name: 'Shelta' }, { name: 'shelta' }, { note: 'Ask' }]
    expect(rowsOf('service_language', { languages })).toEqual([['pl'], ['shelta']])
    expect(columnOf('languages', { languages })).toBe(2)
  })

  it('gathers ways of attending from the service, its schedules and those of its places', () => {
    const told: Partial<Service> = {
      attendingTypes: ['PHONE'],
      schedules: [{ attendingTypes: ['ONLINE'] }],
      serviceAtLocations: [{ schedules: [{ attendingTypes: ['IN_PERSON'] }] }],
    }
    expect(columnOf('attending', told)).toBe(0b0111)
  })

  it('gathers opening from schedules at places too', () => {
    const told: Partial<Service> = { serviceAtLocations: [{ schedules: [{ freq: 'WEEKLY', byday: 'TU' }] }] }
    const [[rules] = []] = deriveFacts({ ...PLAIN, ...told }).tables['service_schedule'] ?? []
    expect(JSON.parse(String(rules))).toEqual([{ freq: 'WEEKLY', weekdays: [[1, 0]], place: 0 }])
  })
})
