/** Fixed texts of the first page. */
export const HOME_TEXTS = {
  homeTitle: {
    one: 'Local services of {count} directory',
    other: 'Local services of {count} directories in one place',
  },
  homeWhatItIs:
    'Councils and their partners publish who offers what help, where, when and for whom, each in a directory of its own. This page reads the directories of {publishers} and searches them together; it says whose data each answer rests on, how old it is, and what is not stated.',
  homeSearchLabel: 'What help is needed?',
  homeSearchHint: 'For example: lunch club, carers, dementia',
  searchButton: 'Search',
  homeMoreFilters: 'Search near a postcode, by age, day or language',
  homeRegionTitle: 'The region at a glance',
  homeServices: {
    one: 'service, counted once however many councils list it',
    other: 'services, each counted once however many councils list it',
  },
  homeRecords: { one: 'record, as published', other: 'records, as published' },
  homeFree: { one: 'is free of charge; {unknown} do not say', other: 'are free of charge; {unknown} do not say' },
  homeAccessible: {
    one: 'has a place with step-free access; {unknown} do not say',
    other: 'have a place with step-free access; {unknown} do not say',
  },
  homeNoFeeds: 'No directory is configured yet: list some in feeds.config.json.',
  homeNothingRead: 'Nothing has been read from any directory yet. The table says why.',
  homeCouncilsTitle: 'Whose data this is',
  homeCouncilsCaption: 'The directories that are read, and how their data stands',
  columnCouncil: 'Publisher',
  columnState: 'State',
  columnConfirmed: 'Last confirmed',
  columnServices: 'Services',
  columnLicence: 'Licence',
  never: 'never',
  licenceNotKnown: 'not known',
  homeNextTitle: 'Where to go next',
  homeForDevelopers: 'Developers',
  homeForDevelopersText: 'try queries over all councils and read the schema; the endpoint is /graphql.',
  homeForAnalysts: 'Analysts',
  homeForAnalystsText:
    'which areas have how much of what, with intervals and what is not known; every table is to be had as CSV.',
  homeForPublishers: 'Publishers',
  homeForPublishersText: 'how each directory’s data stands, and what its publisher should look at.',
} as const
