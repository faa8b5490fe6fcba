import { describe, expect, it } from 'vitest'
import { deriveFacts } from '../../src/facts/service-facts.ts'
import type { Service } from '../../src/model/service.ts'

const PLAIN: Service = { id: 's1', name: 'Chair yoga' }

function columnOf(name: string, stated: Partial<Service>): unknown {
  return deriveFacts({ ...PLAIN, ...stated }, '2026-07-01').columns[name]
}

function rowsOf(table: string, stated: Partial<Service>): unknown {
  return deriveFacts({ ...PLAIN, ...stated }, '2026-07-01').tables[table]
}

describe('deriveFacts', () => {
  it('states nothing of a service that states nothing', () => {
    expect(deriveFacts(PLAIN, '2026-07-01')).toEqual({
      columns: {
        minimum_age: null,
        maximum_age: null,
        free: null,
        attending: null,
        days: null,
        languages: 0,
        accessible: null,
      },
      tables: { service_accessible: [], service_language: [], service_schedule: [] },
    })
  })

  it('names languages by code, else by name in lower case, each once', () => {
    const languages = [{ code: 'pl', name: 'Polish' }, { name: 'Shelta' }, { name: 'shelta' }, { note: 'Ask' }]
    expect(rowsOf('service_language', { languages })).toEqual([['pl'], ['shelta']])
    expect(columnOf('languages', { languages })).toBe(2)
  })

  it('gathers ways of attending from the service, its schedules and those of its places', () => {
    const stated: Partial<Service> = {
      attendingTypes: ['PHONE'],
      schedules: [{ attendingTypes: ['ONLINE'] }],
      serviceAtLocations: [{ schedules: [{ attendingTypes: ['IN_PERSON'] }] }],
    }
    expect(columnOf('attending', stated)).toBe(0b0111)
  })

  it('gathers opening from schedules at places too', () => {
    const stated: Partial<Service> = { serviceAtLocations: [{ schedules: [{ freq: 'WEEKLY', byday: 'TU' }] }] }
    const [[rules] = []] = deriveFacts({ ...PLAIN, ...stated }, '2026-07-01').tables['service_schedule'] ?? []
    expect(JSON.parse(String(rules))).toEqual([{ freq: 'WEEKLY', weekdays: [[1, 0]], place: 0 }])
  })
})
