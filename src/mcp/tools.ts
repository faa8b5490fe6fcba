import type { Tool } from './tool.ts'
import { compareCoverage } from './tools/compare-coverage.ts'
import { findAreas } from './tools/find-areas.ts'
import { findTerms } from './tools/find-terms.ts'
import { getServices } from './tools/get-services.ts'
import { listFeeds } from './tools/list-feeds.ts'
import { searchServices } from './tools/search-services.ts'
import { whatChanged } from './tools/what-changed.ts'

/** All that an agent is offered, in the order in which it is shown. */
export const TOOLS: readonly Tool[] = [
  searchServices,
  getServices,
  findTerms,
  findAreas,
  compareCoverage,
  listFeeds,
  whatChanged,
]
