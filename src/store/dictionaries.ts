/**
 * What packed JSON mostly repeats, so that each record need not say it again: names of fields in the order publishers write them,
 * values and phrases that many share. What is likeliest comes last, where it costs least to point at. Bytes that were packed
 * with one can be unpacked with that one alone, and name it by its checksum: RECORD is never changed, since records as
 * received are packed with it; what is to be better is added beside it. The others are of derived tables (`tables.ts`), which are made again where one changes.
 */
export const DICTIONARIES = {
  RECORD: Buffer.from(
    [
      '"regular_schedules":[{"id":"","weekday":"","opens_at":"","closes_at":"","freq":"","byday":""}],"eligibilitys":[{"id":"","eligibility":"","minimum_age":,"maximum_age":}]',
      '"service_taxonomys":[{"id":"","taxonomy":{"id":"","name":"","vocabulary":"","parent":{"id":"","name":"","vocabulary":"","parent_id":""}}}],"holiday_schedules":[{"id":"","closed":false,"start_date":"","end_date":""}]',
      '"physical_addresses":[{"id":"","attention":"","address_1":"","address_2":"","city":"","region":"","state_province":"","postal_code":"","country":""}],"accessibility_for_disabilities":[{"id":"","accessibility":"","description":"","details":"","url":""}]',
      '"fundings":[{"id":"","source":""}],"service_at_location_id":"","deliverable_type":"","attending_type":"","attending_access":"","pc_attributes":[],"local_offer":null,"date_created":"","created_at":"","updated_at":"T00:00:00.000Z",',
      'Wheelchair accessible toilet, hearing loop, step-free entrance, disabled parking. Term time only. Please contact us for more information about the service. Free of charge. No referral is needed. Monday to Friday, 9am to 5pm. ',
      'We offer support, information, advice and guidance for children, young people, adults, older people, families and carers with a learning disability, autism or mental health needs who live in the area. For more details please visit our website or telephone. ',
      'https://www.facebook.com/ http://statistics.data.gov.uk/id/statistical-geography/E0 https://docs.openreferraluk.org/ .org.uk .gov.uk .co.uk .org.uk/',
      '<p></p><ul><li></li></ul>&nbsp;&amp;\\r\\n\\u2019\\n\\n',
      '"organization_id":"","program_id":"","name":"","alternate_name":"","description":"","url":"https://www.","email":"info@","status":"active","interpretation_services":"","application_process":"","wait_time":"","fees_description":"","fees":"","accreditations":"","licenses":"","eligibility_description":"","minimum_age":18,"maximum_age":,"assured_date":"2026-","assurer_email":"","alert":"","last_modified":"2026-T10:00:00Z",',
      '"program":{"id":"","name":"","description":""},"required_documents":[{"id":"","document":"","uri":""}],"additional_urls":[{"id":"","label":"","url":""}],"funding":[{"id":"","source":""}],',
      '"organization":{"id":"","name":"","alternate_name":"","description":"","email":"","website":"https://www.","logo":"","uri":"","legal_status":"","tax_status":"","year_incorporated":,"parent_organization_id":null,"organization_identifiers":[{"id":"","identifier_scheme":"GB-CHC","identifier_type":"Charity number","identifier":""}]},',
      '"service_areas":[{"id":"","service_area":"","name":"","description":"","extent":"","extent_type":"","uri":""}],"languages":[{"id":"","name":"English","code":"en","note":""}],"cost_options":[{"id":"","valid_from":"","valid_to":"","option":"","currency":"GBP","amount":,"amount_description":""}],',
      '"schedules":[{"id":"","valid_from":"2026-01-01","valid_to":"2026-12-31","dtstart":"2026-","timezone":,"until":"","wkst":"","freq":"WEEKLY","interval":1,"byday":"MO,TU,WE,TH,FR,SA,SU","byweekno":"","bymonthday":"","byyearday":"","description":"","opens_at":"09:00:00","closes_at":"17:00:00","schedule_link":"","attending_type":"in person","notes":""}],',
      '"contacts":[{"id":"","name":"","title":"","department":"","email":"","phones":[{"id":"","number":"01","extension":,"type":"voice","description":"","languages":[]}]}],"phones":[{"id":"","number":"","extension":,"type":"","description":""}],',
      '"service_at_locations":[{"id":"","description":"","location":{"id":"","location_type":"physical","url":"","name":"","alternate_name":"","description":"","transportation":"","latitude":5,"longitude":-1.,"external_identifier":"","external_identifier_type":"UPRN","languages":[],"addresses":[{"id":"","attention":"","address_1":"","address_2":"","city":"","region":"","state_province":"","postal_code":"","country":"GB","address_type":"physical"}],"accessibility":[{"id":"","description":"","details":"","url":""}],"contacts":[],"phones":[],"schedules":[]}}],',
      '"attributes":[{"id":"","link_type":"","link_id":"","link_entity":"service","value":"","taxonomy_term":{"id":"","code":"","name":"","description":"","parent_id":"","taxonomy":"","taxonomy_detail":{"id":"","name":"","description":"","uri":"","version":""},"taxonomy_id":"","language":"en","term_uri":"https://","term":""},"label":""}],"metadata":[{"id":"","resource_id":"","resource_type":"service","last_action_date":"","last_action_type":"","field_name":"","previous_value":"","replacement_value":"","updated_by":""}]}',
      '"attributes":[],"metadata":[],"phones":[],"contacts":[],"schedules":[],"addresses":[],"languages":[],"accessibility":[],null,null,""},{"id":"',
    ].join(''),
  ),
  BODY: Buffer.from(
    [
      '"programId":"","alternateName":"","interpretationServices":"","applicationProcess":"","feesDescription":"","eligibilityDescription":"","accreditations":"","licenses":"","alert":"","extensions":{"","statedStatus":"',
      'Free of charge. No referral is needed. Term time only; please contact us for more information about the service, support, advice and activities for children, young people, adults, older people, families and carers in the area. ',
      '"requiredDocuments":[{"id":"","document":""}],"funding":[{"id":"","source":"Council"}],"externalIdentifier":"","externalIdentifierType":"UPRN","transportation":"","url":"","logo":"","legalStatus":"","organizationIdentifiers":[{"id":"","identifierScheme":"GB-CHC","identifierType":"","identifier":""}],',
      '{"id":"","name":"","description":"","locationType":"physical","latitude":5,"longitude":-0.,"addresses":[{"id":"","address1":"","address2":"","city":"","region":"","stateProvince":"","postalCode":"","country":"GB","addressType":"physical","addressTypes":["PHYSICAL"]}],"accessibility":[{"id":"","description":"","details":"","url":""}],',
      '{"id":"","name":"","description":"","website":"https://www.","email":"info@","uri":"",',
      '"serviceAreas":[{"id":"","name":"","description":"","extent":"","extentType":"name","uri":"http://statistics.data.gov.uk/id/statistical-geography/E0"}],"languages":[{"id":"","name":"English","code":"en"}],"costOptions":[{"id":"","option":"","amount":0,"currency":"GBP","amountDescription":"","validFrom":""}],',
      '"description":"","url":"https://www..org.uk/.gov.uk","email":"@","status":"ACTIVE","fees":"","minimumAge":18,"maximumAge":,"assuredDate":"2026-","assurerEmail":"","lastModified":"2026-T00:00:00.000Z",',
      '"schedules":[{"id":"","validFrom":"2026-","validTo":"2026-","freq":"WEEKLY","byday":"MO","interval":1,"dtstart":"2026-","until":"","description":"","opensAt":"09:00","closesAt":"17:00","attendingType":"in person","attendingTypes":["IN_PERSON"]}],',
      '"contacts":[{"id":"","name":"","title":"","department":"","email":"","phones":[{"id":"","number":"01","extension":,"type":"voice","description":"","languages":[]}]}],"phones":[{"id":"","number":"0"}],',
      '"organizationId":"","serviceAtLocations":[{"id":"","originId":"","locationId":"","description":"","phones":[],"schedules":[]},{"id":"","originId":"","locationId":""}]}',
      '{"id":"","attributes":[{"id":"","linkType":"service","linkEntity":"service","label":"","value":"","termUri":"https://"},{"id":"","linkType":"service","linkEntity":"service","termUri":"urn:oruk-gateway:feed:"}],"name":"',
    ].join(''),
  ),
  PLACEMENT: Buffer.from(
    [
      '"route":"DECLARED_GEOMETRY"},"route":"DECLARED_NAME","resolution":"NAME","resolution":"UNRESOLVED","unresolvedName":"","areas":[],"resolution":"AMBIGUOUS","candidates":["',
      '{"placements":[{"areaCode":"E06000","basis":"PUBLISHER","route":"PUBLISHER"},{"areaCode":"E07000","basis":"LOCATED","route":"POSTCODE","serviceAtLocation":0},{"areaCode":"E08000","basis":"LOCATED","route":"POINT","serviceAtLocation":1},{"areaCode":"E10000","basis":"SERVES","route":"DECLARED_CODE","serviceArea":{"index":0}},',
      '{"basis":"LOCATED","code":"W06000","share":"PARTIAL"},{"basis":"LOCATED","code":"S12000","share":"FULL"},{"basis":"PUBLISHER","code":"E12000","share":"PARTIAL"},{"basis":"PUBLISHER","code":"E47000","share":"PARTIAL"},',
      '],"rows":[{"basis":"PUBLISHER","code":"E","share":"FULL"},',
      ...['PUBLISHER', 'LOCATED', 'SERVES', 'AVAILABLE'].map((basis) =>
        ['E92000001', 'K04000001', 'K03000001', 'K02000001']
          .map((code) => `{"basis":"${basis}","code":"${code}","share":"PARTIAL"}`)
          .join(','),
      ),
      ',{"basis":"SERVES","code":"E06000","share":"FULL"},{"basis":"AVAILABLE","code":"E06000","share":"FULL"}],"availableBy":"SERVES","deliveryClass":"SITE_AND_AREA","deliveryEvidence":{"hasSite":true,"hasDeclaredArea":true,"isNational":false,"isVirtual":false},"availableBy":"LOCATED","deliveryClass":"AREA","availableBy":"PUBLISHER","deliveryClass":"SITE",',
      '"serviceAreas":[{"resolution":"CODE","areas":[{"code":"E06000","share":"FULL"}],"candidates":[],"isDeclared":true,"at":{"index":0}}],"locations":[{"serviceAtLocation":0,"codes":["E0500","E0600"]},{"serviceAtLocation":1,"codes":[]}]}',
      '"serviceAreas":[],"locations":[]}',
    ].join(''),
  ),
  PENALTIES: Buffer.from(
    [
      ['DESCRIPTION_HTML_ONLY', 'The description has markup and no words.'],
      ['ASSURED_IN_FUTURE', 'Assured in the future; no date of assurance can be believed.'],
      ['POINT_IMPOSSIBLE', 'The point is 0,0 or outside the United Kingdom.'],
      ['AGES_UPSIDE_DOWN', 'The minimum age is above the maximum age.'],
      ['STATUS_UNKNOWN', "Not one of the standard's four states."],
      ['POINT_FAR_FROM_POSTCODE', 'The point lies more than 2 km from its postcode.'],
      ['POSTCODE_MALFORMED', 'Not a UK postcode.'],
      ['ADDRESS_MALFORMED', 'Not a usable web or e-mail address.'],
      ['SCHEMA_ERROR', "Not of the type or values of the standard's schema."],
    ]
      .map(
        ([code, message]) =>
          `{"code":"${code}","path":"","message":"${message}","severity":"WARNING","vodim":"INVALID"},`,
      )
      .join('') +
      [
        '"path":"service_at_locations[0].location.addresses[0].postal_code","path":"organization.website","path":"schedules[0].","path":"cost_options","path":"fees_description","path":"eligibility_description","path":"languages","path":"accessibility","path":"service_areas","path":"phones"',
        '[{"code":"PLACEHOLDER_VALUE","path":"url","message":"A stand-in where a value should be.","severity":"WARNING","vodim":"DEFAULT"},{"code":"PLACEHOLDER_VALUE","path":"email","message":"',
        '"},{"code":"PHONE_UNUSABLE","path":"contacts[0].phones[0].number","message":"Not a number one can dial.","severity":"WARNING","vodim":"INVALID"},',
        '{"code":"ASSURED_LONG_AGO","path":"assured_date","message":"Assured 1 days ago; the standard asks for less than three months.","severity":"INFO","vodim":"OTHER"},',
        '{"code":"FIELD_NOT_FILLED","path":"description","message":"Not filled; worth 2 points of richness.","severity":"INFO","vodim":"MISSING"}]',
      ].join(''),
  ),
} as const

/** Names a dictionary. */
export type Dictionary = keyof typeof DICTIONARIES
