import type { FeedConfig } from '../../src/model/feed.ts'

/** A feed as configured, for tests that hand its records to a writer themselves. */
export const NORTH: FeedConfig = {
  slug: 'north',
  name: 'North',
  publisher: 'North council',
  url: 'https://north.example',
  areas: [],
  quirks: [],
  enabled: true,
  refreshIntervalMs: 3_600_000,
  pageSize: 100,
}
