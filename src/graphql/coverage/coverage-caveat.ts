import type { Caveat, CaveatCode } from '../../coverage/caveats.ts'
import { areasByCode } from '../area/area.ts'
import { builder } from '../builder.ts'
import { AreaRef, FeedRef } from '../refs.ts'

export const CaveatCodeRef = builder.enumType('CaveatCode', {
  description: 'What must be known when reading a figure. Open: values may be added.',
  values: {
    FEED_MISSING: { description: 'Nothing is held of a feed that should cover the area.' },
    FEED_STALE: { description: 'A feed could not be read lately: older data is counted.' },
    FEED_PARTIAL: { description: 'A feed has not been read to its end yet: more may come.' },
    PUBLISHER_AREA_WIDER: {
      description:
        'A feed covers more than the area: its services without place or service area are not counted for it.',
    },
    LIST_ITEMS_ONLY: { description: 'Some records are held without their details.' },
    AREA_RECODED: { description: 'An abolished area was asked for; figures are of what took its place.' },
    AREA_PARTLY_COVERED: { description: 'Ready feeds cover only a part of the area.' },
    SHARED_SITES: {
      description: 'Very many services of several organizations share a place, which may be a head office.',
    },
    SMALL_NUMBERS: { description: 'Fewer than 10 services: the interval is wide.' },
    SCOPES_DIFFER: { description: 'The feeds compared do not include the same.' },
    NOT_CLASSIFIED: { description: 'Too few services are classified in the scheme: a zero may be lack of tagging.' },
    STRAIGHT_LINE: { description: 'Distances are in straight lines.' },
    EDGE_OF_FEEDS: { description: 'A nearer site may lie where no feed covers.' },
    POPULATION_MISSING: { description: 'The population of the band is not known: there are no rates.' },
    POPULATION_VINTAGES: {
      description: 'A population is a sum of several years: its `year` is the first of them, and `message` names all.',
    },
    POPULATIONS_CHANGED: {
      description:
        'Rates of a day gone by are per the people of now, who were others when the figures were looked at: `message` has both.',
    },
    NOT_OBSERVED: { description: 'Nobody looked at the figures on the day asked for, or in the two days before.' },
  } as const satisfies Record<CaveatCode, object>,
})

export const CaveatRef = builder.objectRef<Caveat>('Caveat').implement({
  description: 'What must be known when reading figures, and which areas and feeds it is about.',
  fields: (t) => ({
    code: t.expose('code', { type: CaveatCodeRef, nullable: false, description: 'What it is, by code.' }),
    message: t.exposeString('message', { nullable: false, description: 'What it is, in a sentence.' }),
    areas: t.field({
      type: [AreaRef],
      nullable: false,
      description: 'The areas whose figures it bears on.',
      resolve: ({ areas }, _args, context) => areasByCode(areas, context),
    }),
    feeds: t.field({
      type: [FeedRef],
      nullable: false,
      description: 'The feeds it is about that are still here. Empty where it is about none.',
      resolve: ({ feeds }, _args, context) =>
        feeds.filter((slug) => context.feeds.some((feed) => feed.slug === slug)).map((slug) => context.feedOf(slug)),
    }),
  }),
})
