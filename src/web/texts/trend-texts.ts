/** Fixed texts of what pages show over time. */
export const TREND_TEXTS = {
  trendTitle: 'Over time',
  trendCaption: 'Services at the last look of each interval',
  trendLead:
    'In each cell: how many services counted, their 95 % interval, and the change since the interval before. Where something besides the world changed, its number stands there and no change is stated (but for other populations, which bear on rates alone): how much of it each did is not known. Nothing is put where nobody looked.',
  trendDrawing: 'The line is the count, the band its 95 % interval; both are broken where counts can not be compared.',
  trendStep: 'By',
  stepDAY: 'day',
  stepWEEK: 'week',
  stepMONTH: 'month',
  stepQUARTER: 'quarter',
  stepYEAR: 'year',
  trendAll: 'All services',
  trendOf: '{area}: {what}',
  trendSubject: 'What is counted',
  trendUpTo: '{from} to {to}',
  trendNotLooked: 'nobody looked',
  trendSame: 'as before',
  trendBreaks: 'What besides the world changed',
  trendBreakBetween: 'Between {since} and {at}',
  trendBreakLink: 'see note {number}: {kind}',
  trendNone:
    'Nobody has looked at these figures yet. A running gateway looks once a day, and whenever “history record” is asked.',
  trendNotKept:
    'Over time the counts of countries, regions, combined authorities, counties, districts and care boards are kept, by heading: not of services chosen by words, nor of smaller areas unless the feeds file names their kind.',
} as const
