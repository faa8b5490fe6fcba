import type { Page } from '../page.ts'
import { HOME_PAGE } from './home-page.ts'

/** Every page, by its path. */
export const PAGES: readonly Page[] = [HOME_PAGE]
