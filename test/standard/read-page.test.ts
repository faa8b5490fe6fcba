import { describe, expect, it } from 'vitest'
import { readPage } from '../../src/standard/read-page.ts'
import { readService } from '../../src/standard/read-service.ts'
import { UnreadableBody } from '../../src/standard/reading-context.ts'
import { bodyOf, context, pageOf, stated } from './pages.ts'

function codeOf(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    if (error instanceof UnreadableBody) return error.code
    throw error
  }
  return 'read'
}

const service = { id: 'a', name: 'Lunch club', status: 'active' }

describe('a body', () => {
  it.each([
    ['nothing', '', 'EMPTY'],
    ['blanks', ' \n ', 'EMPTY'],
    ['a web page', '<!doctype html><title>Sorry</title>', 'NOT_JSON'],
    ['words', 'Service unavailable', 'NOT_JSON'],
    ['a truncated list', '{"contents":[{"id":"a"', 'BAD_JSON'],
    ['a trailing comma', '{"contents":[],}', 'BAD_JSON'],
    ['NaN', '{"contents":[{"id":"a","minimum_age":NaN}]}', 'BAD_JSON'],
    ['nothing but a name', '"ok"', 'NOT_A_FEED'],
    ['an error in JSON', '{"error":"No route matches your request"}', 'NOT_A_FEED'],
    ['null', 'null', 'NOT_A_FEED'],
    ['a list of which the member is a string', '{"contents":"none"}', 'NOT_A_FEED'],
    ['200,000 brackets', '['.repeat(200_000) + ']'.repeat(200_000), 'TOO_DEEP'],
    ['65 objects in one another', `${'{"a":'.repeat(65)}1${'}'.repeat(65)}`, 'TOO_DEEP'],
  ])('of %s is refused', (_, text, code) => {
    expect(codeOf(() => readPage(bodyOf(text), context))).toBe(code)
  })

  it('says where its JSON breaks, and nothing of what it holds', () => {
    const act = () => readPage(bodyOf('{"contents":[{"name":"Jo Bloggs",}]}'), context)
    expect(act).toThrow(/character \d+/)
    expect(act).not.toThrow(/Bloggs/)
  })

  it('may hold brackets and escaped quotes in its texts without counting as deep', () => {
    const name = `${'['.repeat(100)}\\"${'{'.repeat(100)}\\\\`
    expect(pageOf(`{"contents":[{"id":"a","name":"${name}"}]}`).items).toHaveLength(1)
  })

  it.each([
    ['UTF-8 with a mark', [0xef, 0xbb, 0xbf, ...Buffer.from('[{"id":"é"}]')], 'application/json', 'é'],
    ['UTF-16 with a mark', [0xff, 0xfe, ...Buffer.from('[{"id":"é"}]', 'utf16le')], 'application/json', 'é'],
    ['UTF-16 declared', [...Buffer.from('[{"id":"é"}]', 'utf16le')], 'application/json; charset=utf-16le', 'é'],
    ['latin-1 declared', [...Buffer.from('[{"id":"é"}]', 'latin1')], 'application/json; charset=ISO-8859-1', 'é'],
    ['UTF-8 declared as latin-1', [...Buffer.from('[{"id":"é"}]')], 'application/json;charset=latin1', 'é'],
  ])('in %s is read', (_, bytes, contentType, id) => {
    const page = readPage({ bytes: Uint8Array.from(bytes), contentType, url: '' }, context)
    expect(page.items[0]?.originId).toBe(id)
  })

  it.each([
    ['bytes that are no UTF-8', 'application/json'],
    ['a charset that nobody knows', 'application/json; charset=klingon'],
  ])('with %s is read, the texts marked that have any', (_, contentType) => {
    const parts = ['[{"id":"a","name":"Caf', ' club","phones":[{"x":"', '"}]},{"id":"b","name":"Plain"}]']
    const bytes = Buffer.concat(
      parts.flatMap((part, index) => [Buffer.from(part), Buffer.of(...(index < 2 ? [0xe9] : []))]),
    )
    const page = readPage({ bytes, contentType, url: '' }, context)
    const [first, second] = page.items.map((item) => readService(item, { ...context, dialect: page.dialect }))
    expect(first).toMatchObject({ record: { name: 'Caf\uFFFD club' } })
    expect(stated(first !== undefined && 'record' in first ? first.issues : [])).toEqual([
      'TEXT_UNDECODED name',
      'TEXT_UNDECODED phones[0].x',
    ])
    expect(second).toMatchObject({ record: { name: 'Plain' }, issues: [] })
  })

  it('is refused where bytes that are no UTF-8 break its JSON', () => {
    const bytes = Uint8Array.from([...Buffer.from('[{"id":"a"}'), 0xff, ...Buffer.from(']')])
    expect(codeOf(() => readPage({ bytes, contentType: 'application/json', url: '' }, context))).toBe('BAD_UTF8')
  })

  it('loses keys that would change how objects behave, however they are written', () => {
    const page = pageOf(
      '{"contents":[{"id":"a","__proto__":{"admin":true},"x":{"constructor":1},"\\u005f\\u005fproto__":2}]}',
    )
    expect(page.items[0]?.raw).toEqual({ id: 'a', x: {} })
    expect(Reflect.get(page.items[0]?.raw ?? {}, 'admin')).toBeUndefined()
    expect(stated(page.issues)).toContain('UNSAFE_KEYS ')
  })

  it('that names a key twice is read with the last one and a warning', () => {
    const page = pageOf('{"contents":[{"id":"a","name":"Old: {x}","name":"New"}]}')
    expect(page.items[0]?.raw['name']).toBe('New')
    expect(stated(page.issues)).toEqual(['DUPLICATE_KEYS '])
  })

  it.each(['text/plain', undefined])('of type %s is read all the same, with a word about it', (contentType) => {
    const { bytes, url } = bodyOf({ contents: [service] })
    const page = readPage({ bytes, url, ...(contentType === undefined ? {} : { contentType }) }, context)
    expect(stated(page.issues)).toEqual(['CONTENT_TYPE '])
    expect(page.items).toHaveLength(1)
  })
})

describe('ids', () => {
  it('become text', () => {
    expect(pageOf([{ id: 42 }, { id: ' b ' }]).items.map(({ originId }) => originId)).toEqual(['42', 'b'])
  })

  it('too large to be exact set their record aside and leave the others', () => {
    const page = pageOf(
      '{"contents":[{"id":12345678901234567890,"name":"A"},{"id":7,"uprn":{"id":99999999999999999999}}]}',
    )
    expect(page.setAside).toMatchObject([{ originId: '12345678901234567890', issue: { code: 'ID_UNSAFE' } }])
    expect(page.items).toMatchObject([{ originId: '7', raw: { uprn: { id: '99999999999999999999' } } }])
  })

  it.each([[{ name: 'A' }], [{ id: '', name: 'A' }], [{ id: null, name: 'A' }]])(
    'that are missing set their record aside: %j',
    (raw) => {
      expect(pageOf([raw, service])).toMatchObject({
        setAside: [{ issue: { code: 'MISSING_FIELD', path: '[0].id' } }],
        items: [{ originId: 'a' }],
      })
    },
  )

  it.each([
    ['ID_WRONG_TYPE', [{ id: '1' }]],
    ['ID_WRONG_TYPE', { value: 'a' }],
    ['ID_WRONG_TYPE', true],
    ['ID_TOO_LONG', 'a'.repeat(501)],
  ])('that cannot be used set their record aside as %s', (code, id) => {
    expect(pageOf([{ id, name: 'Odd' }, service])).toMatchObject({
      setAside: [{ issue: { code, path: '[0].id', severity: 'ERROR' } }],
      items: [{ originId: 'a' }],
    })
  })

  it('that repeat on a page are all given', () => {
    const page = pageOf([service, service])
    expect(page.items).toHaveLength(2)
    expect(page.issues).toEqual([])
  })
})

describe('members that are no objects', () => {
  it('are set aside where they stand', () => {
    expect(pageOf({ contents: [service, null, 'x', [service]] }).setAside.map(({ issue }) => issue.path)).toEqual([
      'contents[1]',
      'contents[2]',
      'contents[3]',
    ])
  })
})

describe('when a record last changed', () => {
  it.each([
    [{ last_modified: '2025-09-02T12:06:15.654' }, '2025-09-02T11:06:15.654Z'],
    [{ last_modified: '2025-12-02T12:06:15Z' }, '2025-12-02T12:06:15.000Z'],
    [{ updated_at: '2023-02-14T15:06:31.150Z' }, '2023-02-14T15:06:31.150Z'],
    [{ pc_metadata: { date_modified: '2023-04-13' } }, '2023-04-13T00:00:00.000Z'],
    [{ last_modified: '', updated_at: '2023-02-14T15:06:31Z' }, '2023-02-14T15:06:31.000Z'],
    [{ last_modified: 'yesterday' }, undefined],
    [{}, undefined],
  ])('is stated by %j as %s', (raw, modified) => {
    expect(pageOf([{ ...service, ...raw }]).items[0]?.modified).toBe(modified)
  })
})

describe('an envelope', () => {
  const figures = { totalItems: 10, totalPages: 5, pageNumber: 1, isLast: false }
  it.each([
    [{ total_items: 10, total_pages: 5, page_number: 1, last_page: false, contents: [service] }, figures],
    [{ totalElements: 10, totalPages: 5, number: 1, last: false, content: [service] }, figures],
    [{ totalelements: '10', totalpages: '5', number: '1', last: 'false', content: [service] }, figures],
    [
      { pagination: { total: 10, total_pages: 5, page: 1 }, data: [service] },
      { totalItems: 10, totalPages: 5, pageNumber: 1 },
    ],
    [{ contents: [service], next_url: 'https://feed.test/?after=9' }, { nextUrl: 'https://feed.test/?after=9' }],
    [[service], {}],
    [{ contents: { a: service, b: { ...service, id: 'b' } } }, {}],
  ])('says its paging whatever it calls it: %j', (envelope, paging) => {
    expect(pageOf(envelope).paging).toEqual(paging)
    expect(pageOf(envelope).items[0]?.originId).toBe('a')
  })

  it.each([-1, 'many', 1.5])('with a total of %s is read without it', (total) => {
    const page = pageOf({ total_items: total, contents: [service] })
    expect(page.paging).toEqual({})
    expect(stated(page.issues)).toEqual(['WRONG_TOTAL '])
  })
})

describe('a list', () => {
  const full = { ...service, service_at_locations: [], schedules: [], contacts: [{ id: 'c' }] }
  it.each([
    ['shallow items', { contents: [service] }, false],
    ['items with one thing more', { contents: [{ ...service, contacts: [] }] }, false],
    ['whole records', { contents: [service, full] }, true],
  ])('of %s states whether details must be asked for', (_, envelope, whole) => {
    expect(pageOf(envelope).listIsDetail).toBe(whole)
  })
})
