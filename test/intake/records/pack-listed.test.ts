import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { startWriter } from '../../../src/intake/start-writer.ts'
import { unpack } from '../../../src/store/packed.ts'
import { unpackRaw } from '../../../src/store/raw-record.ts'
import { bytesOf, type Row } from '../../../src/store/row.ts'
import { openForReading } from '../../../src/store/tables.ts'
import { temporaryFolder } from '../../gateway/start-gateway.ts'
import { NORTH } from '../north-feed.ts'

const AT = '2026-11-23T10:00:00.000Z'
const ITEM = { id: 's1', name: 'Lunch club', status: 'active' }
const OPENS_JSON = '{'.charCodeAt(0)
const listOf = (row: Row) => new TextDecoder().decode(unpackRaw(row).list)
const encode = (value: unknown) => ({
  bytes: new TextEncoder().encode(JSON.stringify(value)),
  url: NORTH.url,
  contentType: 'application/json',
})

it.each([
  ['the feed has none', undefined],
  ['it can not be read', encode('no service')],
])('packs a list item and its body when its detail is asked for and %s', async (_, body) => {
  const file = join(temporaryFolder(), 'catalogue.sqlite')
  const writer = await startWriter(file)
  onTestFinished(() => writer.close())
  await writer.setFeeds([NORTH], AT)
  await writer.beginSweep('north', AT)
  await writer.readPage('north', encode({ contents: [ITEM] }), 1, AT)
  await writer.endSweep('north', AT, AT)
  await writer.show()
  const held = () => {
    const db = openForReading(file)
    const row = db.prepare('SELECT list, detail, body FROM record JOIN service_body USING (sid)').get() ?? {}
    db.close()
    return row
  }
  const arrives = async (detail: typeof body) => {
    await writer.writeDetails('north', [{ originId: 's1', ...(detail && { body: detail }) }], AT)
    await writer.show()
  }
  const plain = held()
  expect(bytesOf(plain, 'list')[0]).toBe(OPENS_JSON)
  await arrives(body)
  const packed = held()
  for (const column of ['list', 'body']) expect(bytesOf(packed, column)[0]).not.toBe(OPENS_JSON)
  expect(listOf(packed)).toBe(listOf(plain))
  expect(unpack(bytesOf(packed, 'body'))).toEqual(unpack(bytesOf(plain, 'body')))
  await arrives(body)
  expect(held()).toEqual(packed)
  await arrives(encode({ ...ITEM, fees: 'Free' }))
  expect(listOf(held())).toBe(listOf(plain))
  expect(unpackRaw(held()).detail).toBeDefined()
})
