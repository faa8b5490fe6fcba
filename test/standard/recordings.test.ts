import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { RecordIssue, SetAside } from '../../src/model/issue.ts'
import type { Service } from '../../src/model/service.ts'
import { withholdPersonal } from '../../src/standard/personal-fields.ts'
import { rawObjects } from '../../src/standard/raw-object.ts'
import { readDetail } from '../../src/standard/read-detail.ts'
import { readPage } from '../../src/standard/read-page.ts'
import { readService } from '../../src/standard/read-service.ts'
import type { FetchedBody, PageReading, RawService } from '../../src/standard/reading-context.ts'
import { context } from './pages.ts'

const recordings = process.env['RECORDINGS'] ?? ''

interface Recorded {
  readonly page: PageReading
  readonly kept: readonly { readonly raw: RawService; readonly service: Service }[]
  readonly setAside: readonly SetAside[]
  readonly issues: readonly RecordIssue[]
  /** For messages only. */
  readonly counts: string
}

function body(path: string): FetchedBody {
  return { bytes: readFileSync(join(recordings, 'feeds', path)), contentType: 'application/json', url: path }
}

function readList(path: string): Recorded {
  const page = readPage(body(path), context)
  const kept: { raw: RawService; service: Service }[] = []
  const setAside: SetAside[] = [...page.setAside]
  const issues: RecordIssue[] = []
  for (const raw of page.items) {
    const reading = readService(raw, { ...context, dialect: page.dialect })
    if ('record' in reading) {
      kept.push({ raw, service: reading.record })
      issues.push(...reading.issues)
    } else setAside.push(reading)
  }
  const counts = JSON.stringify(
    Object.groupBy(issues, ({ code }) => code),
    (key, value: unknown) => (Array.isArray(value) && key !== '' ? value.length : value),
  )
  return { page, kept, setAside, issues, counts }
}

function readOneDetail(
  path: string,
  id: string,
  dialect: string,
): { service: Service; issues: readonly RecordIssue[] } {
  const detail = readDetail(body(path), id, context)
  if (!('raw' in detail)) throw new Error(detail.issue.code)
  const reading = readService(detail, { ...context, dialect })
  if (!('record' in reading)) throw new Error(reading.issue.code)
  return { service: reading.record, issues: reading.issues }
}

function distinct(values: readonly unknown[]): number {
  return new Set(values).size
}

describe.skipIf(recordings === '')('Bristol in 1.0, as recorded', () => {
  const read = () => readList('bristol-v1/services-all.json')

  it('gives 819 rows under 818 ids, of which one is nameless', () => {
    const { page, kept, setAside, counts } = read()
    expect(page).toMatchObject({ dialect: 'Placecube-1.0', listIsDetail: false, paging: {} })
    expect(page.items, counts).toHaveLength(819)
    expect(distinct(page.items.map(({ originId }) => originId))).toBe(818)
    expect(page.issues).toEqual([])
    expect(setAside).toMatchObject([{ issue: { code: 'MISSING_FIELD', path: 'name' } }])
    expect(kept).toHaveLength(818)
  })

  it('loses nothing that was stated', () => {
    const { kept, counts } = read()
    for (const { raw, service } of kept) {
      expect(service.id).toBe(raw.raw['id'])
      expect(service.name).toBe(String(raw.raw['name']).trim().replaceAll(/\s+/g, ' '))
      expect(service.status).toBe('ACTIVE')
      expect(service.assuredDate ?? '').toBe(raw.raw['assured_date'])
      expect(service.organization?.id).toBe(rawObjects(raw.raw['organization'])[0]?.['id'])
      expect(service.lastModified).toBe(raw.modified)
    }
    expect(kept.filter(({ service }) => service.organization === undefined)).toHaveLength(6)
    // 745 filled, one of them the name of a hall.
    expect(
      kept.filter(({ service }) => service.url !== undefined),
      counts,
    ).toHaveLength(744)
    expect(
      kept.filter(({ service }) => service.email !== undefined),
      counts,
    ).toHaveLength(598)
    const terms = kept
      .flatMap(({ service }) => service.attributes ?? [])
      .filter(({ linkType }) => linkType === 'pc_targetAudience')
    expect(terms).toHaveLength(721)
    expect(distinct(terms.map(({ taxonomyTerm }) => taxonomyTerm?.name))).toBeLessThan(40)
  })

  it('keeps the texts within their bound, whatever pictures are written into them', () => {
    const { kept, issues } = read()
    expect(issues.filter(({ code }) => code === 'TEXT_CUT')).toEqual([])
    for (const { service } of kept) {
      expect(service.description ?? '').not.toMatch(/<(?:p|br|div|span)\b/)
      expect(service.descriptionHtml ?? '').not.toMatch(/<(?:script|img|style|span)|\son\w+=|class=/)
    }
  })

  it('shows no assurer in any issue, nor in a record once the rule is applied', () => {
    const { page, kept, issues } = read()
    const assurers = page.items.flatMap(({ raw }) =>
      rawObjects(raw['pc_metadata']).map((stated) => stated['assured_by']),
    )
    const names = [...new Set(assurers)].filter((name) => typeof name === 'string' && name !== '')
    expect(names).toHaveLength(10)
    const shown = JSON.stringify([issues, page.issues, kept.map(({ service }) => withholdPersonal(service))])
    for (const name of names) expect(shown.includes(String(name))).toBe(false)
  })
})

describe.skipIf(recordings === '')('Bristol in 3.0, as recorded', () => {
  it('gives three services and what its envelope says', () => {
    const { page, kept } = readList('bristol-v3/services-page-1.json')
    expect(page).toMatchObject({
      dialect: 'Placecube-3.0',
      listIsDetail: false,
      paging: { totalItems: 874, totalPages: 292 },
    })
    expect(kept).toHaveLength(3)
    for (const { service } of kept) expect(service).not.toHaveProperty('minimumAge')
  })

  it('gives a detail with two areas, a worded number and two audiences', () => {
    const { service, issues } = readOneDetail(
      'bristol-v3/service-2a3483ea.json',
      '2a3483ea-8966-4f50-9dc3-7bafa1e5c623',
      'Placecube-3.0',
    )
    expect(service.serviceAreas?.map(({ name, uri }) => [name, uri])).toEqual([
      ['Bristol', undefined],
      ['South Gloucestershire', undefined],
    ])
    const phones = service.contacts?.[0]?.phones ?? []
    expect(phones.map(({ number, description }) => [number.slice(0, 4), description])).toEqual([
      ['0800', undefined],
      ['0117', 'Bristol Youth MAPS'],
    ])
    expect(service.attributes?.map(({ taxonomyTerm }) => taxonomyTerm?.name)).toEqual(['Homeless', 'Care leavers'])
    expect(issues.filter(({ code }) => code === 'AGE_SENTINEL')).toHaveLength(2)
  })
})

describe.skipIf(recordings === '')('Buckinghamshire in Outpost, as recorded', () => {
  const pages = () => [1, 2].map((number) => readList(`buckinghamshire-outpost/services-page-${number}.json`))
  const services = () => pages().flatMap(({ kept }) => kept)

  it('gives 100 services, one of them temporarily closed, in whole records', () => {
    const read = pages()
    for (const { page } of read) expect(page).toMatchObject({ dialect: 'Outpost', listIsDetail: true })
    expect(read.flatMap(({ setAside }) => setAside)).toEqual([])
    const statuses = services().map(({ service }) => service.status)
    expect(statuses.filter((status) => status === 'ACTIVE')).toHaveLength(99)
    expect(statuses.filter((status) => status === 'TEMPORARILY_CLOSED')).toHaveLength(1)
  })

  it('gives 88 organizations and 98 places: 93 placed, 4 masked, 1 by its postcode alone', () => {
    const organizations = services().map(({ service }) => service.organization?.id)
    expect(distinct(organizations)).toBe(88)
    const places = services().flatMap(({ service }) => service.serviceAtLocations ?? [])
    expect(places).toHaveLength(98)
    const precisions = Object.groupBy(places, ({ location }) => location?.precision ?? 'UNKNOWN')
    expect([precisions.POINT?.length, precisions.OUTCODE?.length, precisions.POSTCODE?.length]).toEqual([93, 4, 1])
    // Published as LU7 ONY.
    expect(precisions.POSTCODE?.[0]?.location?.addresses?.[0]?.postalCode).toBe('LU7 0NY')
  })

  it('gives 59 terms of its tree, one under two names', () => {
    const links = services().flatMap(({ service }) => service.attributes ?? [])
    const terms = links.filter(({ linkType }) => linkType === 'taxonomies').map(({ taxonomyTerm }) => taxonomyTerm)
    expect(distinct(terms.map((term) => term?.id))).toBe(59)
    expect(distinct(terms.map((term) => `${term?.id} ${term?.name}`))).toBe(60)
  })

  it('gives every schedule, contact, cost, link and age in its field', () => {
    for (const { raw, service } of services()) {
      const stated = (name: string) => rawObjects(raw.raw[name])
      expect(service.schedules?.length ?? 0).toBe(stated('regular_schedules').length)
      expect(
        service.schedules?.every(({ freq, byday, opensAt }) => freq === 'WEEKLY' && byday && opensAt) ?? true,
      ).toBe(true)
      // Some have nothing but "via website" for an e-mail address.
      const contacts = stated('contacts').filter(({ name, title, email, phone }) =>
        [name, title, phone, String(email).includes('@')].some((word) =>
          typeof word === 'string' ? word.trim() : word,
        ),
      )
      expect(service.contacts?.length ?? 0).toBe(contacts.length)
      expect(service.costOptions?.length ?? 0).toBe(stated('cost_options').length || (raw.raw['free'] === true ? 1 : 0))
      expect(service.additionalUrls?.length ?? 0).toBe(stated('links').length)
      expect(service.minimumAge ?? null).toBe(raw.raw['min_age'])
      expect(service.lastModified).toBe(raw.raw['updated_at'])
    }
  })

  it('gives its one detail as its list gives it', () => {
    const { service } = readOneDetail('buckinghamshire-outpost/service-6378.json', '6378', 'Outpost')
    expect(service).toMatchObject({ id: '6378', minimumAge: 18, schedules: [{ byday: 'MO' }] })
  })
})

describe.skipIf(recordings === '')("the standards' own examples", () => {
  it.each([
    ['uk-3.0', 'HSDS-UK-3.0'],
    ['hsds-3.0', 'HSDS-3.0'],
  ])('of %s are read as %s', (folder, dialect) => {
    const { page, kept } = readList(`${folder}/service_list.json`)
    expect(page.dialect).toBe(dialect)
    expect(kept).toHaveLength(1)
    const { service } = readOneDetail(`${folder}/service_full.json`, kept[0]?.service.id ?? '', dialect)
    expect(service).toMatchObject({
      minimumAge: 12,
      organization: { organizationIdentifiers: [{ identifierScheme: 'GB-COH' }] },
      schedules: [{ freq: 'WEEKLY', byday: 'TH,FR', opensAt: '10:00', attendingTypes: ['IN_PERSON', 'ONLINE'] }],
      costOptions: [{ amount: 35 }],
      contacts: [{ title: 'Reception Manager' }],
      attributes: [{ taxonomyTerm: { name: 'name' } }],
    })
    // The language of the UK profile's example has nothing but an id.
    expect(Object.keys(service.extensions ?? {})).toEqual(dialect === 'HSDS-UK-3.0' ? ['languages'] : [])
  })

  it.each([
    ['Default', 1, 0],
    ['Warn', 1, 0],
    ['Fail', 0, 4],
  ])("of the validator's %s feed keep %i and set aside %i", (folder, kept, setAside) => {
    const read = readList(`validator/${folder}/service_list.json`)
    expect([read.kept.length, read.setAside.length], read.counts).toEqual([kept, setAside])
  })
})
