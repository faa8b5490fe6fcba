/** The tools for agents, in their order. */
export const TOOL_NAMES: readonly string[] = [
  'search_services',
  'get_services',
  'find_terms',
  'find_areas',
  'compare_coverage',
  'list_feeds',
  'what_changed',
]
