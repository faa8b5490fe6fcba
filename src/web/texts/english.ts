import { AREA_TEXTS } from './area-texts.ts'
import { FEED_TEXTS } from './feed-texts.ts'
import { FIGURE_TEXTS } from './figure-texts.ts'
import { FRAME_TEXTS } from './frame-texts.ts'
import { HOME_TEXTS } from './home-texts.ts'
import { REGION_TEXTS } from './region-texts.ts'
import { SEARCH_TEXTS } from './search-texts.ts'
import { SERVICE_TEXTS } from './service-texts.ts'
import { TREND_TEXTS } from './trend-texts.ts'

/** A text in which `{name}` stands for a value; two forms where it depends on `{count}`. */
export type Text = string | { readonly one: string; readonly other: string }

/** Every fixed text of the pages, in English: what another language gives in its own words. A page's own texts stand in its file. */
export const ENGLISH = {
  ...FRAME_TEXTS,
  ...HOME_TEXTS,
  ...REGION_TEXTS,
  ...FIGURE_TEXTS,
  ...FEED_TEXTS,
  ...SEARCH_TEXTS,
  ...AREA_TEXTS,
  ...SERVICE_TEXTS,
  ...TREND_TEXTS,
} satisfies Readonly<Record<string, Text>>

/** The name of a fixed text. */
export type TextName = keyof typeof ENGLISH
