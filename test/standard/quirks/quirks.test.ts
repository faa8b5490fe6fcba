import { describe, expect, it } from 'vitest'
import { isQuirkName } from '../../../src/standard/quirks/quirks.ts'
import { readingOf, serviceOf } from '../pages.ts'

describe('a quirk', () => {
  it('is corrected only where it is named', () => {
    expect(serviceOf({ maximum_age: 36 }).maximumAge).toBe(36)
    expect(serviceOf({ maximum_age: 36 }, 'HSDS-UK-3.0', ['ages-in-months']).maximumAge).toBe(3)
  })

  it('composes with others, in any order', () => {
    const raw = { minimum_age: 216, attributes: [{ taxonomy_term: { id: '9', name: 'Arts>Pottery' } }] }
    const service = serviceOf(raw, 'HSDS-UK-3.0', ['hierarchy-in-labels', 'ages-in-months'])
    expect(service).toMatchObject({ minimumAge: 18, attributes: [{ taxonomyTerm: { name: 'Pottery' } }] })
  })

  it('that nobody knows changes nothing', () => {
    expect(isQuirkName('toString')).toBe(false)
    expect(serviceOf({ minimum_age: 5 }, 'HSDS-UK-3.0', ['toString', 'unheard-of']).minimumAge).toBe(5)
  })

  it('of months leaves what stands for no age, and half years as they are', () => {
    const { record, issues } = readingOf({ minimum_age: 18, maximum_age: -1 }, 'HSDS-UK-3.0', ['ages-in-months'])
    expect(record.minimumAge).toBe(1.5)
    expect(record).not.toHaveProperty('maximumAge')
    expect(issues.map(({ code }) => code)).toEqual(['AGE_MONTHS', 'AGE_SENTINEL'])
  })

  it('of paths in labels serves terms of any list', () => {
    const attributes = [{ taxonomy_term: { id: '9', name: 'Creativity>Arts / Crafts>Pottery', taxonomy: 'bcc' } }]
    const [attribute] = serviceOf({ attributes }, 'HSDS-UK-3.0', ['hierarchy-in-labels']).attributes ?? []
    expect(attribute?.taxonomyTerm).toEqual({
      id: '9',
      name: 'Pottery',
      taxonomy: { name: 'bcc' },
      parents: [
        {
          name: 'Arts / Crafts',
          taxonomy: { name: 'bcc' },
          parents: [{ name: 'Creativity', taxonomy: { name: 'bcc' } }],
        },
      ],
    })
  })
})
