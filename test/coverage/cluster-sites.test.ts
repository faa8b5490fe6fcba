import { describe, expect, it } from 'vitest'

import type { SiteFacts } from '../../src/catalogue/figures/record-facts.ts'
import { clusterSites } from '../../src/coverage/cluster-sites.ts'

function site(location: number, latitude?: number, longitude?: number): SiteFacts {
  const point = latitude === undefined || longitude === undefined ? {} : { latitude, longitude }
  return { record: location, location, premise: String(location), postcode: 'WX1 1AA', ...point }
}

const CORNERS = [site(1, 51, -3), site(2, 52, -1)]

describe('sites on a map', () => {
  it('that lie in one square are together, at their mean', () => {
    const near = [site(3, 51.001, -2.999), site(4, 51.002, -2.998)]
    expect(clusterSites([...CORNERS, ...near], 10)).toEqual([
      { latitude: expect.closeTo(51.001), longitude: expect.closeTo(-2.999), siteCount: 3 },
      { latitude: 52, longitude: -1, siteCount: 1 },
    ])
  })

  it('are parted by smaller squares', () => {
    expect(clusterSites([...CORNERS, site(3, 51.05, -2.95)], 10)).toHaveLength(2)
    expect(clusterSites([...CORNERS, site(3, 51.05, -2.95)], 60)).toHaveLength(3)
  })

  it('count once where they are one site', () => {
    const same = { ...site(5, 51, -3), uprn: '1' }
    expect(
      clusterSites([same, { ...same, location: 6 }, site(2, 52, -1)], 10).map(({ siteCount }) => siteCount),
    ).toEqual([1, 1])
  })

  it('without a point are in none', () => {
    expect(clusterSites([site(7)], 10)).toEqual([])
    expect(clusterSites([], 10)).toEqual([])
  })

  it('at one single point are one', () => {
    expect(clusterSites([site(1, 51, -3)], 24)).toEqual([{ latitude: 51, longitude: -3, siteCount: 1 }])
  })
})
