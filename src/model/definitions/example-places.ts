/** Twelve places of services in Ambleby; absent: not stated. */
export const EXAMPLE_SITES = {
  title: 'Places of Ambleby',
  note: 'Where the counted records say that they take place.',
  columns: {
    place: 'Place',
    uprn: 'UPRN',
    address: 'Address, normalised',
    premise: 'Number',
    postcode: 'Postcode',
    latitude: 'Latitude',
    longitude: 'Longitude',
  },
  rows: [
    { place: 1, uprn: '100001', address: '4 high st', premise: '4', postcode: 'AM1 1AA', latitude: 54.8, longitude: 1 },
    { place: 2, uprn: '100001', address: 'the hall high st', postcode: 'AM1 1AA' },
    { place: 3, address: '9 mill lane', premise: '9', postcode: 'AM1 2BB', latitude: 54.81, longitude: 1 },
    { place: 4, address: '9 mill lane', premise: '9', postcode: 'AM1 2BB' },
    { place: 5, address: '9 mill lane', premise: '9', postcode: 'AM9 9ZZ', latitude: 54.9, longitude: 1 },
    { place: 6, address: '12 quay', premise: '12', postcode: 'AM2 1AA', latitude: 54.82, longitude: 1 },
    { place: 7, address: '12 the quay', premise: '12', postcode: 'AM2 1AB', latitude: 54.8202, longitude: 1 },
    { place: 8, address: '14 quay', premise: '14', postcode: 'AM2 1AA', latitude: 54.8202, longitude: 1 },
    { place: 9, address: '12 dock', premise: '12', postcode: 'AM2 1AC', latitude: 54.8206, longitude: 1 },
    { place: 10, postcode: 'AM3 1AA' },
    { place: 11, postcode: 'AM3 1AA' },
    { place: 12 },
  ],
} as const

/** Twelve small areas of Ambleby from its only place northwards, 1,000 to 4,000 people in each. */
export const EXAMPLE_SMALL_AREAS = {
  title: 'Small areas of Ambleby',
  note: 'The centres lie on one line northwards, metres from the only place with a point that offers services 1 to 6; decile 1 is the most deprived.',
  columns: {
    area: 'Small area',
    metres: 'Metres north of the place',
    people: 'People',
    decile: 'Decile',
    services: 'Services at places whose nearest centre is its own',
  },
  rows: [
    { area: 'A1', metres: 0, people: 1000, decile: 1, services: '1 2 3 4 5 6' },
    { area: 'A2', metres: 500, people: 2000, decile: 1 },
    { area: 'A3', metres: 1000, people: 3000, decile: 2 },
    { area: 'A4', metres: 1500, people: 1000, decile: 2 },
    { area: 'A5', metres: 2000, people: 1000, decile: 3 },
    { area: 'A6', metres: 2500, people: 2000, decile: 4 },
    { area: 'A7', metres: 3000, people: 1000, decile: 5 },
    { area: 'A8', metres: 4000, people: 4000, decile: 6 },
    { area: 'A9', metres: 5000, people: 1000, decile: 7 },
    { area: 'A10', metres: 6000, people: 2000, decile: 8 },
    { area: 'A11', metres: 8000, people: 1000, decile: 3 },
    { area: 'A12', metres: 10_000, people: 1000, decile: 10 },
  ],
} as const
