import { describe, expect, it } from 'vitest'
import { readingOf, serviceOf, stated } from '../pages.ts'

const read = (raw: Record<string, unknown>) => serviceOf(raw, 'ORUK-1.0')

describe('terms of 1.0 → attributes of 3.x', () => {
  it.each(['service_taxonomys', 'service_taxonomies'])('%s[].taxonomy are attributes with a term', (name) => {
    const taxonomy = {
      id: 'http://id.esd.org.uk/service/1804',
      name: 'Social activities',
      vocabulary: 'esdServiceTypes',
      parent: { id: 'http://id.esd.org.uk/service/148', name: 'Leisure', vocabulary: 'esdServiceTypes' },
    }
    expect(read({ [name]: [{ id: 't1', taxonomy }] }).attributes).toEqual([
      {
        id: 't1',
        taxonomyTerm: {
          id: 'http://id.esd.org.uk/service/1804',
          name: 'Social activities',
          taxonomy: { name: 'esdServiceTypes' },
          parents: [{ id: 'http://id.esd.org.uk/service/148', name: 'Leisure', taxonomy: { name: 'esdServiceTypes' } }],
        },
      },
    ])
  })

  it.each([
    [{ taxonomy: 'esdServiceType:242' }, { id: 'esdServiceType:242' }],
    [{ taxonomy_id: 't1' }, { id: 't1' }],
    [{ taxonomy_term_id: 7 }, { id: '7' }],
    [{ taxonomy: null, taxonomy_id: 't1' }, { id: 't1' }],
    [
      { taxonomy: { id: 't1', name: 'Advice' }, taxonomy_id: 't1' },
      { id: 't1', name: 'Advice' },
    ],
    [
      { id: 9, name: 'Advice', taxonomy: 'local' },
      { id: '9', name: 'Advice', taxonomy: { name: 'local' } },
    ],
    [
      { taxonomy: { id: 2, name: 'b', parent_id: { id: 1, name: 'a' } } },
      { id: '2', name: 'b', parents: [{ id: '1', name: 'a' }] },
    ],
    [{ id: 'x', taxonomy: [] }, undefined],
  ])('service_taxonomys may also be written %j', (link, taxonomyTerm) => {
    expect(read({ service_taxonomys: [link] }).attributes?.[0]?.taxonomyTerm).toEqual(taxonomyTerm)
  })

  it.each(['taxonomy', 'taxonomy_id', 'taxonomy_term_id'])('%s alone is reported where it stands', (name) => {
    const { record, issues } = readingOf(
      {
        service_taxonomys: [{ [name]: 't1' }],
        eligibilitys: [{ eligibility: 'Adults', taxonomys: [{ [name]: 't2' }] }],
      },
      'ORUK-1.0',
    )
    expect(record.attributes?.map(({ taxonomyTerm }) => taxonomyTerm)).toEqual([{ id: 't1' }, { id: 't2' }])
    expect(stated(issues)).toEqual(['TERM_BY_ID service_taxonomys[0]', 'TERM_BY_ID eligibilitys[0].taxonomys[0]'])
  })

  it('link_taxonomy hangs its term on the object it is linked to', () => {
    const link = (link_type: string, link_id: string, name: string) => ({
      link_type,
      link_id,
      taxonomy: { id: name, name },
    })
    const service = read({
      organization: { id: 'o1', name: 'Wool' },
      cost_options: [
        { id: 'c1', amount: 1 },
        { id: 'c2', amount: 2 },
      ],
      service_areas: [{ id: 7, service_area: 'Town' }],
      link_taxonomy: [
        link('organization', 'o1', 'charity'),
        link('cost_option', 'c2', 'adult'),
        link('area', '7', 'ward'),
        link('cost_option', 'gone', 'child'),
      ],
    })
    const attribute = (linkType: string, name: string) => ({ linkType, taxonomyTerm: { id: name, name } })
    expect(service.organization?.attributes).toEqual([attribute('organization', 'charity')])
    expect(service.costOptions).toMatchObject([
      { id: 'c1' },
      { id: 'c2', attributes: [attribute('cost_option', 'adult')] },
    ])
    expect(service.costOptions?.[0]).not.toHaveProperty('attributes')
    expect(service.serviceAreas?.[0]?.attributes).toEqual([attribute('area', 'ward')])
    expect(service.attributes).toEqual([{ ...attribute('cost_option', 'child'), extensions: { link_id: 'gone' } }])
  })

  it('deliverable_type and attending_access are attributes with a value', () => {
    expect(read({ deliverable_type: 'Advice', attending_access: 'Self referral, Drop-in' }).attributes).toEqual([
      { linkType: 'deliverable_type', linkEntity: 'service', value: 'Advice' },
      { linkType: 'attending_access', linkEntity: 'service', value: 'Self referral' },
      { linkType: 'attending_access', linkEntity: 'service', value: 'Drop-in' },
    ])
  })
})
