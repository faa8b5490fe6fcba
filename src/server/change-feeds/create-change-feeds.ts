// Feeds of change, for readers of news: a view of one operation. This folder must not know of the catalogue.
import { renderProblem } from '../api/answer-api.ts'
import { describeUnknown } from '../../model/describe-unknown.ts'
import { createBadInput } from '../exports/export-parameters.ts'
import type { Route } from '../routes.ts'
import { type ChangeFilter, readLatest } from './read-latest.ts'
import { type ChangeFeed, renderAtom, renderJsonFeed } from './render-feeds.ts'
import { present } from '../../model/present.ts'

const FORMS: readonly (readonly [file: string, mediaType: string, render: (feed: ChangeFeed) => string])[] = [
  ['changes.atom', 'application/atom+xml', renderAtom],
  ['changes.json', 'application/feed+json', renderJsonFeed],
]
const PARAMETERS = ['area', 'term', 'feed', 'since']

/** `/changes.atom` and `/changes.json`: the latest changes, of an area, of a term, of feeds. */
export function createChangeFeeds(): readonly Route[] {
  return FORMS.map(([file, mediaType, render]) => ({
    path: `/${file}`,
    isOpenToAll: true,
    isKept: true,
    renderError: renderProblem,
    async answer({ ask, search }) {
      const latest = await readLatest(ask, readFilter(search))
      const address = search === '' ? file : `${file}?${search}`
      return {
        status: 200,
        headers: { 'content-type': `${mediaType}; charset=utf-8` },
        body: render({
          ...latest,
          title: ['Changes of services', ...(latest.names.length > 0 ? [latest.names.join(', ')] : [])].join(': '),
          address,
        }),
      }
    },
  }))
}

function readFilter(search: string): ChangeFilter {
  const stated = new URLSearchParams(search)
  for (const name of stated.keys())
    if (!PARAMETERS.includes(name)) throw createBadInput(describeUnknown(name, PARAMETERS), name)
  const single = (name: string): string | undefined => stated.get(name) || undefined
  const feeds = stated.getAll('feed').flatMap((value) => value.split(',').filter((slug) => slug !== ''))
  return present({
    area: single('area'),
    term: single('term'),
    since: single('since'),
    feeds: feeds.length === 0 ? undefined : feeds,
  })
}
