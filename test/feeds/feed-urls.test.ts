import { describe, expect, it } from 'vitest'
import { createFeedUrls } from '../../src/feeds/feed-urls.ts'

describe('the addresses of a feed', () => {
  it.each([
    {
      base: 'https://oruk.example/api',
      root: 'https://oruk.example/api',
      page: 'https://oruk.example/api/services?page=2&per_page=50',
      detail: 'https://oruk.example/api/services/7',
    },
    {
      base: 'https://oruk.example',
      root: 'https://oruk.example/',
      page: 'https://oruk.example/services?page=2&per_page=50',
      detail: 'https://oruk.example/services/7',
    },
    {
      base: 'https://oruk.example/api/',
      root: 'https://oruk.example/api/',
      page: 'https://oruk.example/api/services?page=2&per_page=50',
      detail: 'https://oruk.example/api/services/7',
    },
    {
      base: 'https://oruk.example/aggregator/services',
      root: 'https://oruk.example/aggregator/',
      page: 'https://oruk.example/aggregator/services?page=2&per_page=50',
      detail: 'https://oruk.example/aggregator/services/7',
    },
    {
      base: 'https://oruk.example/aggregator/Services/',
      root: 'https://oruk.example/aggregator/',
      page: 'https://oruk.example/aggregator/Services/?page=2&per_page=50',
      detail: 'https://oruk.example/aggregator/Services/7',
    },
    {
      base: 'https://oruk.example/api?tenant=north&page=9#top',
      root: 'https://oruk.example/api?tenant=north&page=9',
      page: 'https://oruk.example/api/services?tenant=north&page=2&per_page=50',
      detail: 'https://oruk.example/api/services/7?tenant=north&page=9',
    },
  ])('come from $base', ({ base, root, page, detail }) => {
    const urls = createFeedUrls(base)
    expect(urls.root.href).toBe(root)
    expect(urls.page(2, 50).href).toBe(page)
    expect(urls.detail('7')?.href).toBe(detail)
  })

  it.each([
    ['a/b?c#d', 'https://oruk.example/services/a%2Fb%3Fc%23d'],
    ['50% off é', 'https://oruk.example/services/50%25%20off%20%C3%A9'],
    ['lone \ud800', 'https://oruk.example/services/lone%20%EF%BF%BD'],
    ['..', undefined],
    ['.', undefined],
    ['', undefined],
  ])('keep the id %j inside its segment', (id, detail) => {
    expect(createFeedUrls('https://oruk.example').detail(id)?.href).toBe(detail)
  })
})
