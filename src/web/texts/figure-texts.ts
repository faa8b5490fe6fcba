/** Fixed texts of the page that explains figures. */
export const FIGURE_TEXTS = {
  figuresTitle: 'Figures: what is counted',
  figuresLead:
    'The definitions of version {version}, which `Method.definitions` and the CSV files name. A feed is ready when it is fresh or stale. A service is a cluster: the records, of whatever feeds, that are held to be one real service. A figure is null, never 0, where no ready feed covers the area or its denominator is 0.',
  figuresList: 'Figures',
  figuresRows: 'The rows of the examples',
  figureNumerator: 'Numerator',
  figureDenominator: 'Denominator',
  figureCount: 'none: it is a count',
  figureInterval: 'Interval',
  figureNone: 'none',
  figureSource: 'Source',
  figurePitfalls: 'Pitfalls',
  figureFields: 'Fields',
  figureExample: 'Example',
  figureResults: 'Results',
} as const
