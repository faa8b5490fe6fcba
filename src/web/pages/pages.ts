import type { Page } from '../page.ts'
import { AREA_PAGE } from './area-page.ts'
import { AREAS_PAGE } from './areas-page.ts'
import { EMBED_MAP_PAGE, EMBED_MATRIX_PAGE, EMBED_SEARCH_PAGE } from './embed-pages.ts'
import { FEED_PAGE } from './feed-page.ts'
import { FEEDS_PAGE } from './feeds-page.ts'
import { FIGURES_PAGE } from './figures-page.ts'
import { HOME_PAGE } from './home-page.ts'
import { REGION_PAGE } from './region-page.ts'
import { REGION_TERM_PAGE } from './region-term-page.ts'
import { SERVICE_PAGE } from './service-page.ts'
import { SERVICES_PAGE } from './services-page.ts'

/** Every page, by its path. */
export const PAGES: readonly Page[] = [
  HOME_PAGE,
  SERVICES_PAGE,
  SERVICE_PAGE,
  REGION_PAGE,
  REGION_TERM_PAGE,
  AREAS_PAGE,
  AREA_PAGE,
  FEEDS_PAGE,
  FEED_PAGE,
  FIGURES_PAGE,
  EMBED_MAP_PAGE,
  EMBED_MATRIX_PAGE,
  EMBED_SEARCH_PAGE,
]
