/** Types of the contract that a later issue brings, with all their members. */
export const laterTypes: ReadonlySet<string> = new Set(
  ` Highlight
      
     
  AreaSelection CouncilType RowSelection
  SchemeLevel Coverage Method CoverageFigures CoverageTotal AreaCoverage Interval Share Rate Comparison ComparisonVerdict
  Completeness AgeBandCount BasisMix DeliveryMix DistanceFigures Desert DecileRate CoverageRow
  CoverageCell CellState GapConnection GapEdge Gap FeedOverlap Caveat CaveatCode`.split(/\s+/),
)

/** Members that a later issue adds to types that are there already. */
export const laterMembers: ReadonlySet<string> = new Set(
  `Query.coverage Query.coverage.where Query.coverage.unknowns Query.coverage.areas Query.coverage.rows Query.coverage.basis
  Query.coverage.comparators Query.coverage.population Query.coverage.classifiedShare
  
   
  ServiceConnection.textCorrected ServiceEdge.highlights
      
  `.split(/\s+/),
)
