/**
 * What people call the codes of the schema, by enumeration and value: the pages and GraphQL's `labels` say the same. Short enough
 * for a cell; what a code means in full stands in its description.
 */
export const LABELS = {
  FeedState: {
    FRESH: 'Up to date',
    STALE: 'Out of date',
    PARTIAL: 'Partly read',
    MISSING: 'Nothing held',
  },
  CellState: {
    PRESENT: 'Present',
    ABSENT: 'None',
    UNCERTAIN: 'Not certain',
    NOT_CLASSIFIED: 'Not classified',
    NO_DATA: 'No data',
  },
  ComparisonVerdict: {
    HIGHER: 'More than elsewhere',
    SIMILAR: 'Much as elsewhere',
    LOWER: 'Less than elsewhere',
  },
  CaveatCode: {
    AREA_PARTLY_COVERED: 'Area partly covered',
    AREA_RECODED: 'Area replaced',
    EDGE_OF_FEEDS: 'At the edge of the data',
    FEED_MISSING: 'A council’s data is missing',
    FEED_PARTIAL: 'A council’s data is not complete yet',
    FEED_STALE: 'A council’s data is out of date',
    LIST_ITEMS_ONLY: 'Details are missing',
    NOT_CLASSIFIED: 'Few services are classified',
    NOT_OBSERVED: 'Nobody looked on that day',
    POPULATION_MISSING: 'Population not known',
    POPULATIONS_CHANGED: 'Populations are others than then',
    POPULATION_VINTAGES: 'Populations of several years',
    PUBLISHER_AREA_WIDER: 'A council covers more than the area',
    SCOPES_DIFFER: 'Councils include different things',
    SHARED_SITES: 'Many services at one place',
    SMALL_NUMBERS: 'Small numbers',
    STRAIGHT_LINE: 'Distances in straight lines',
  },
  TrendBreakKind: {
    FEED_CAME: 'A council’s data came',
    FEED_WENT: 'A council’s data went',
    FEED_REREAD: 'A council’s data is read otherwise',
    FEED_DETAILED: 'More or fewer details are held',
    AREA_RECODED: 'The area took others’ place',
    MATCHING_CHANGED: 'Records are matched by other rules',
    PLACING_CHANGED: 'Services are placed otherwise',
    TERMS_CHANGED: 'Headings or their mappings changed',
    DEFINITIONS_CHANGED: 'Figures are defined otherwise',
    DECISIONS_CHANGED: 'People decided on duplicates',
    POPULATIONS_CHANGED: 'Populations changed: rates alone',
  },
  DeliveryClass: {
    SITE: 'At a place',
    SITE_AND_AREA: 'At a place, for an area',
    AREA_ONLY: 'In an area, without a place',
    NATIONAL: 'For the whole country',
    VIRTUAL: 'Online or by phone',
    UNPLACED: 'Not stated where',
  },
  ServiceStatus: {
    ACTIVE: 'Offered',
    INACTIVE: 'Not offered now',
    DEFUNCT: 'No longer offered',
    TEMPORARILY_CLOSED: 'Closed for a time',
    OTHER: 'Not certain to be offered',
  },
  AttendingType: {
    IN_PERSON: 'In person',
    ONLINE: 'Online',
    PHONE: 'By phone',
    HOME_VISIT: 'At home',
  },
  FreshnessClass: {
    D90: 'Assured in the last 90 days',
    D180: '91 to 180 days ago',
    D365: '181 to 365 days ago',
    OLDER: 'More than a year ago',
    UNKNOWN: 'Not stated when',
  },
  Verdict: {
    PASS: 'Passes',
    WARN: 'Passes with advice',
    FAIL: 'Fails',
  },
  HonestyResult: {
    HONOURED: 'Works',
    IGNORED: 'Ignored',
    BREAKS: 'Loses services',
    ERROR: 'Answers with an error',
    UNTESTED: 'Not tried',
  },
  QualityBand: { A: 'Very good', B: 'Good', C: 'Fair', D: 'Poor' },
  RecordDetail: { FULL: 'In full', LIST_ITEM: 'As listed only' },
  LocationPrecision: {
    POINT: 'By coordinates',
    POSTCODE: 'By postcode, within some 100 metres',
    OUTCODE: 'About, by half a postcode',
    UNKNOWN: 'Not known where',
  },
  AreaBasis: {
    AVAILABLE: 'Where it is available',
    SERVES: 'Where it says it serves',
    LOCATED: 'Where its places are',
    PUBLISHER: 'Where its publisher is',
  },
  CountState: {
    COUNTED: 'Counts',
    FACT_UNKNOWN: 'May count: a fact is not stated',
    AREA_UNKNOWN: 'May count: its area is not stated',
  },
  WorklistKind: {
    DEFECT: 'Defect',
    DUPLICATE: 'Possible duplicate',
    POOR: 'Poor record',
    STALE: 'Not assured for over a year',
    UNMAPPED: 'Heading without a shared meaning',
  },
  Severity: { ERROR: 'Left out', WARNING: 'Repaired or doubtful', INFO: 'Worth knowing' },
  Weekday: {
    MONDAY: 'Monday',
    TUESDAY: 'Tuesday',
    WEDNESDAY: 'Wednesday',
    THURSDAY: 'Thursday',
    FRIDAY: 'Friday',
    SATURDAY: 'Saturday',
    SUNDAY: 'Sunday',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>

/** An enumeration whose values have labels. */
export type LabelledType = keyof typeof LABELS

/** What people call a value; the value itself where it has no label, as one of a later version. */
export function labelOf(type: LabelledType, code: string): string {
  const labels: Readonly<Record<string, string>> = LABELS[type]
  return labels[code] ?? code
}
