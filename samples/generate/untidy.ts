import type { SampleArea, SampleLocation, SampleService } from '../council-records.ts'
import type { CouncilBook } from './council-book.ts'
import { itemAt } from './random.ts'

/** A flaw that was put in on purpose, as seen in real feeds. */
export interface UntidyRow {
  readonly feed: string
  readonly originId: string
  readonly kind:
    | 'NAMELESS'
    | 'REPEATED_ID'
    | 'AGE_SENTINEL'
    | 'MIN_AGE_OVER_MAX'
    | 'PLACEHOLDER_AREA_URI'
    | 'POINT_0_0'
    | 'MISTYPED_POSTCODE'
    | 'MASKED_OUTCODE'
    | 'PHONE_WITH_WORDS'
    | 'EMPTY_STRINGS'
    | 'SCRIPT_IN_DESCRIPTION'
    | 'ASSURED_IN_FUTURE'
    | 'NO_ORGANIZATION'
    | 'ABOLISHED_AREA'
}

/** A publisher's services with its flaws, and the list of them. */
export interface Untidied {
  readonly services: readonly SampleService[]
  readonly rows: readonly UntidyRow[]
}

type Spoil = (service: SampleService) => SampleService

/** Spoils a few services of a directory that are listed nowhere else (`plain`), and adds the two rows no reader may keep. */
export function untidy(book: CouncilBook, services: readonly SampleService[], plain: ReadonlySet<string>): Untidied {
  const feed = book.council.slug
  const rows: UntidyRow[] = []
  const replaced = new Map<string, SampleService>()
  const free = services.filter(({ id }) => plain.has(id))
  const spoil = (kind: UntidyRow['kind'], suits: (service: SampleService) => boolean, change: Spoil): void => {
    const service = free.find(
      (candidate) => !replaced.has(candidate.id) && candidate.status === 'active' && suits(candidate),
    )
    if (service === undefined) throw new RangeError(`nothing to spoil by ${kind} in ${feed}`)
    replaced.set(service.id, change(service))
    rows.push({ feed, originId: service.id, kind })
  }
  switch (feed) {
    case 'port-wexholme':
      for (let count = 0; count < 3; count += 1)
        spoil('AGE_SENTINEL', statesNoAge, (service) => ({ ...service, minimumAge: -1, maximumAge: -1 }))
      spoil('SCRIPT_IN_DESCRIPTION', always, (service) => ({
        ...service,
        description: withScript(service.description),
      }))
      spoil('EMPTY_STRINGS', always, (service) => ({ ...service, email: '', url: '', fees: '' }))
      break
    case 'tidewell':
      spoil('PLACEHOLDER_AREA_URI', always, (service) => ({ ...service, areas: [placeholderArea('Tidewell')] }))
      spoil('PLACEHOLDER_AREA_URI', always, (service) => ({
        ...service,
        areas: [placeholderArea('Borough of Tidewell')],
      }))
      spoil('ASSURED_IN_FUTURE', always, (service) => ({ ...service, assuredDate: '2062-03-01' }))
      break
    case 'brackmoor':
      spoil('NO_ORGANIZATION', always, withoutOrganization)
      spoil('NO_ORGANIZATION', always, withoutOrganization)
      break
    case 'harrowfen':
      spoil('MIN_AGE_OVER_MAX', statesNoAge, (service) => ({ ...service, minimumAge: 65, maximumAge: 18 }))
      spoil('POINT_0_0', hasPlace, (service) => moved(book, service, 'mistyped', mistypedAddress()))
      rows.push({ ...itemAt(rows, rows.length - 1), kind: 'MISTYPED_POSTCODE' })
      for (let count = 0; count < 2; count += 1)
        spoil('ABOLISHED_AREA', hasPlace, (service) => ({ ...service, areas: [abolishedArea()] }))
      break
    default:
      spoil('PHONE_WITH_WORDS', always, (service) => ({
        ...service,
        phones: [{ number: 'Saltmere Together helpdesk: 0191 498 0999' }],
      }))
      for (const name of ['masked one', 'masked two', 'masked three']) {
        spoil(
          'MASKED_OUTCODE',
          (service) => maskedPlace(book, service) !== undefined,
          (service) => moved(book, service, name, maskedPlace(book, service)),
        )
      }
  }
  const kept = services.map((service) => replaced.get(service.id) ?? service)
  return feed === 'brackmoor' ? addImpossibleRows(book, kept, free, rows) : { services: kept, rows }
}

function addImpossibleRows(
  book: CouncilBook,
  services: readonly SampleService[],
  free: readonly SampleService[],
  rows: readonly UntidyRow[],
): Untidied {
  const feed = book.council.slug
  const stated = itemAt(free, free.length - 1)
  const { assuredDate: _never, termIds: _none, ...rest } = stated
  const repeat: SampleService = {
    ...rest,
    name: `${stated.name} (old)`,
    description: '<p><br></p>',
    modified: '2021-06-10T09:00:00Z',
  }
  const nameless: SampleService = {
    id: book.giveId('service/nameless'),
    name: '',
    description: '<p><br></p>',
    status: 'active',
    created: '2024-02-02',
    modified: '2024-02-02T10:11:12Z',
  }
  return {
    services: [...services, nameless, repeat],
    rows: [
      ...rows,
      { feed, originId: nameless.id, kind: 'NAMELESS' },
      { feed, originId: stated.id, kind: 'REPEATED_ID' },
    ],
  }
}

function moved(
  book: CouncilBook,
  service: SampleService,
  key: string,
  place: Omit<SampleLocation, 'id'> | undefined,
): SampleService {
  if (place === undefined) throw new RangeError(`no place for ${key}`)
  const location = { ...place, id: book.giveId(`location/${key}`) }
  book.locations.set(key, location)
  const { schedules, ...rest } = service
  const placeless = schedules?.map(({ locationId: _former, ...schedule }) => schedule)
  return { ...rest, locationIds: [location.id], ...(placeless === undefined ? {} : { schedules: placeless }) }
}

/** A place whose publisher hides the exact address: half a postcode and a point rounded to two decimals. */
function maskedPlace(book: CouncilBook, service: SampleService): Omit<SampleLocation, 'id'> | undefined {
  const known = [...book.locations.values()].find(({ id }) => id === service.locationIds?.[0])
  if (known?.latitude === undefined || known.longitude === undefined || known.postalCode === undefined) return undefined
  return {
    type: 'physical',
    latitude: Number(known.latitude.toFixed(2)),
    longitude: Number(known.longitude.toFixed(2)),
    ...(known.city === undefined ? {} : { city: known.city }),
    postalCode: known.postalCode.replace(' ', '').slice(0, -3),
    district: known.district,
    ward: known.ward,
  }
}

function mistypedAddress(): Omit<SampleLocation, 'id'> {
  return {
    type: 'physical',
    name: 'Lodebridge Village Hall',
    latitude: 0,
    longitude: 0,
    address1: 'Drove Lane',
    city: 'Lodebridge',
    postalCode: 'WX24 ONY',
    district: '',
    ward: '',
  }
}

function placeholderArea(name: string): SampleArea {
  return { name, uri: 'http://www.example.com' }
}

/** Fenmouth, which Harrowfen took in (`around.ts`). */
function abolishedArea(): SampleArea {
  return { name: 'Fenmouth', uri: 'http://statistics.data.gov.uk/id/statistical-geography/E07900009' }
}

function withScript(description: string): string {
  return `<div style="color:red" onclick="alert(1)">${description}<script>alert('hello')</script></div>`
}

function withoutOrganization({ organizationId: _dropped, ...rest }: SampleService): SampleService {
  return rest
}

function statesNoAge(service: SampleService): boolean {
  return service.minimumAge === undefined && service.maximumAge === undefined
}

function hasPlace(service: SampleService): boolean {
  return service.locationIds?.length === 1
}

function always(): boolean {
  return true
}
