/** Types of the contract that a later issue brings, with all their members. */
export const laterTypes: ReadonlySet<string> = new Set(
  `GeoJSON FeedVerification Verdict VerificationCheck FeedContent FilterHonesty HonestyResult AreaMatch Duplicates Highlight
  AreaCount Placement PlacementRoute DeliveryClass ServiceCluster FieldConflict FieldValue ServiceMatch MatchEvidence
  MatchRelation MatchDecision Quality QualityBand AreaResolution TermMapping MappingRelation Area Population PopulationBand
  AreaType AreaBasis AreaFilter AreaConnection AreaEdge Postcode PostcodePrecision AreaSelection CouncilType RowSelection
  SchemeLevel Coverage Method CoverageFigures CoverageTotal AreaCoverage Interval Share Rate Comparison ComparisonVerdict
  Completeness AgeBandCount BasisMix Freshness DeliveryMix QualityBands DistanceFigures Desert DecileRate CoverageRow
  CoverageCell CellState GapConnection GapEdge Gap FeedOverlap Caveat CaveatCode ChangeConnection ChangeEdge Change
  ChangeKind`.split(/\s+/),
)

/** Members that a later issue adds to types that are there already. */
export const laterMembers: ReadonlySet<string> = new Set(
  `Query.areas Query.areas.where Query.areas.first Query.areas.after Query.areas.last Query.areas.before
  Query.area Query.area.code Query.postcode Query.postcode.postcode
  Query.coverage Query.coverage.where Query.coverage.unknowns Query.coverage.areas Query.coverage.rows Query.coverage.basis
  Query.coverage.comparators Query.coverage.population Query.coverage.classifiedShare
  Query.changes Query.changes.since Query.changes.until Query.changes.feeds Query.changes.kinds Query.changes.first
  Query.changes.after Query.services.duplicates
  Feed.areas Feed.verification Feed.content Feed.filters
  ServiceFilter.areas ServiceFilter.minQuality TermMatch.mapped Near.postcode Near.by NearBasis.SERVES ServiceOrder.QUALITY_DESC
  ServiceConnection.textCorrected ServiceEdge.distanceApproximate ServiceEdge.highlights ServiceEdge.matchedVia
  ServiceFacets.areas ServiceFacets.areas.type ServiceFacets.areas.basis ServiceFacets.areas.first
  ServiceFacets.areas.excludeOwnFilter
  Service.taxonomyTerms.mapped Service.areas Service.areas.basis Service.areas.type Service.placements Service.deliveryClass
  Service.alsoListedBy Service.cluster Service.matches Service.matches.relations Service.quality
  Location.areas Location.areas.type Organization.alsoListedBy ServiceArea.area ServiceArea.resolution
  OrganizationFilter.areas LocationFilter.areas Taxonomy.mappedShare TaxonomyTerm.mappings`.split(/\s+/),
)
