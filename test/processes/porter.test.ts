import { expect, it } from 'vitest'
import type { Keeper } from '../../src/model/keeper.ts'
import { answerReaders } from '../../src/processes/answer-readers.ts'
import { createCalls } from '../../src/processes/calls.ts'
import type {
  KeeperForPorter,
  Announcement,
  PorterForKeeper,
  PorterForReader,
  ReaderForPorter,
  ShownConfig,
} from '../../src/processes/parties.ts'
import { createPorter } from '../../src/processes/porter.ts'
import { createRemoteKeeper } from '../../src/processes/remote-keeper.ts'
import { testFeed } from '../gateway/start-gateway.ts'
import { createLinePair } from './line-pair.ts'

const SILENT = { info() {}, warn() {}, error() {} }
const CONFIG: ShownConfig = {
  feeds: [testFeed('north', 'https://north.example')],
  allowPrivateHosts: [],
  hosts: [],
  showAssurers: false,
}
const REFS = [1, 2, 3].map((n) => ({ feed: 'north', originId: `s${n}` }))

function startPorter() {
  const porter = createPorter<string>({
    close: () => {},
    standing: () => ({ role: 'PORTER', pid: 1, uptimeSeconds: 1, residentBytes: 1 }),
    url: () => 'http://127.0.0.1:4000',
    exportsPerAddress: 2,
    exports: 6,
    sum: { render: async () => ({ contentType: '', body: '' }), keep: async () => {} },
  })
  return {
    porter,
    addReader: () => addReader(porter),
    addKeeper: (keeper: Partial<Keeper>) => addKeeper(porter, keeper),
  }
}

/** A reader that has joined, with what it hears. */
function addReader(porter: ReturnType<typeof createPorter<string>>) {
  const [near, far] = createLinePair()
  const guest = porter.addReader(far, () => {})
  const heard: Announcement[] = []
  const spent: unknown[] = []
  const calls = createCalls<PorterForReader, ReaderForPorter>(near, {
    news(news) {
      heard.push(news)
      keeper.hear(news)
    },
    spent: (each) => void spent.push(each),
    clientKey: () => {},
    numbers: async () => [],
    standing: () => ({ role: 'READER', pid: 2, uptimeSeconds: 1, residentBytes: 1 }),
    release: () => {},
    stop: () => {},
  })
  const keeper = createRemoteKeeper({
    asked: {
      details: (question) => calls.call('details', question),
      postcodes: (postcodes) => calls.call('postcodes', postcodes),
      damaged: (of) => calls.post('damaged', of),
    },
    whyNotAsked: 'Nobody is there.',
    isWanted: ({ originId }) => originId !== 's3',
    standing: { queued: 0, troubles: {}, feeds: {} },
    hasPostcodeProvider: () => true,
    log: SILENT,
  })
  calls.post('joined')
  return { calls, keeper, heard, spent, guest }
}

/** A keeper that has opened the folder. */
async function addKeeper(porter: ReturnType<typeof createPorter<string>>, keeper: Partial<Keeper>) {
  const [near, far] = createLinePair()
  const guest = porter.addKeeper(far)
  const asked: Keeper = {
    details: { readThrough: async () => ({ hasAsked: false, failures: [] }) },
    postcodes: { known: () => undefined, ask: () => undefined },
    traffic: () => ({ circuit: 'CLOSED', consecutiveFailures: 0, requestsLastDay: 7 }),
    reading: () => undefined,
    unwrittenFault: () => undefined,
    queued: () => 0,
    noteDamage: () => {},
    troubles: () => ({}),
    onReplaced: () => {},
    onGeneration: () => () => {},
    ...keeper,
  }
  const { answers, standing } = answerReaders({
    keeper: asked,
    noteSearch: () => {},
    slugs: () => ['north'],
    post: (news) => calls.post('news', news),
  })
  const calls = createCalls<PorterForKeeper, KeeperForPorter>(near, {
    ...answers,
    numbers: async () => [],
    reload: () => {},
    release: async () => {},
    stop: () => {},
  })
  calls.post('news', { kind: 'OPEN', config: CONFIG, standing: standing() })
  await expect.poll(() => porter.isKept()).toBe(true)
  return { calls, guest }
}

it('asks the keeper for the details that a reader lacks, within what the request may still cause', async () => {
  const asked: unknown[] = []
  const { addReader, addKeeper } = startPorter()
  await addKeeper({
    details: {
      async readThrough(refs, wish, allowance) {
        asked.push([refs.map(({ originId }) => originId), wish, allowance.calls])
        // One of them was under way already.
        allowance.calls -= 1
        return { hasAsked: true, failures: [{ feed: 'north', code: 'BUDGET_SPENT', message: 'Later.' }] }
      },
    },
  })
  const { keeper } = addReader()
  const allowance = { calls: 20 }
  const reading = keeper.details.readThrough(REFS, { maxAgeMs: 60_000 }, allowance)
  expect(allowance.calls).toBe(18)
  expect(await reading).toEqual({
    hasAsked: true,
    failures: [{ feed: 'north', code: 'BUDGET_SPENT', message: 'Later.' }],
  })
  expect(asked).toEqual([[['s1', 's2'], { maxAgeMs: 60_000 }, 2]])
  expect(allowance.calls).toBe(19)
  expect(await keeper.details.readThrough(REFS.slice(2), {}, allowance)).toEqual({ hasAsked: false, failures: [] })
  expect(asked).toHaveLength(1)
})

it('asks the next keeper what one that ended has not answered', async () => {
  const { addReader, addKeeper } = startPorter()
  const first = await addKeeper({ details: { readThrough: () => new Promise(() => {}) } })
  const { keeper, heard } = addReader()
  const reading = keeper.details.readThrough(REFS, {}, { calls: 20 })
  await expect.poll(() => heard.length).toBe(1)
  await first.calls.call('processes')
  first.guest.end()
  await expect.poll(() => keeper.isThere()).toBe(false)
  await addKeeper({ details: { readThrough: async () => ({ hasAsked: true, failures: [] }) } })
  expect(await reading).toEqual({ hasAsked: true, failures: [] })
  expect(keeper.isThere()).toBe(true)
})

it('names the feed of which details are lacking where no keeper comes', async () => {
  const { keeper } = startPorter().addReader()
  const allowance = { calls: 20 }
  expect(await keeper.details.readThrough(REFS, {}, allowance)).toMatchObject({
    hasAsked: false,
    failures: [{ feed: 'north', code: 'NOT_ASKED' }],
  })
  expect(allowance.calls).toBe(20)
})

it('has a provider asked for a postcode once for all readers, and each know what it said', async () => {
  const said = new Map<string, number>()
  const entry = { postcode: 'AB1 2CD', areas: ['E06000001'], terminated: false }
  const { addReader, addKeeper } = startPorter()
  await addKeeper({
    postcodes: {
      known: (postcode) => (said.has(postcode) && postcode === entry.postcode ? entry : undefined),
      ask(postcodes) {
        for (const postcode of postcodes) said.set(postcode, (said.get(postcode) ?? 0) + 1)
        return undefined
      },
    },
  })
  for (const { keeper } of [addReader(), addReader()]) {
    await keeper.postcodes.ask(['AB1 2CD', 'ZZ9 9ZZ'])
    expect(keeper.postcodes.known('AB1 2CD')).toEqual(entry)
    expect(keeper.postcodes.known('ZZ9 9ZZ')).toBeUndefined()
    expect(keeper.postcodes.ask(['AB1 2CD'])).toBeUndefined()
  }
})

it('has a reader that comes later know the configuration and the traffic of now', async () => {
  const { addReader, addKeeper } = startPorter()
  const { calls, guest } = await addKeeper({})
  const other = { ...CONFIG, showAssurers: true }
  calls.post('news', { kind: 'TAKE_UP', config: other })
  await calls.call('processes')
  const { keeper, heard } = addReader()
  await expect.poll(() => heard).toMatchObject([{ kind: 'OPEN', config: JSON.parse(JSON.stringify(other)) }])
  expect(keeper.traffic('north')).toMatchObject({ requestsLastDay: 7 })
  guest.end()
  const late = addReader()
  await expect.poll(() => late.heard.map(({ kind }) => kind)).toEqual(['OPEN', 'GONE'])
})

it('says each generation to every reader, and that another file lies in place', async () => {
  const listeners: ((generation: string) => void)[] = []
  const replaced: (() => void)[] = []
  const { addReader, addKeeper } = startPorter()
  await addKeeper({
    onGeneration(listener) {
      listeners.push(listener)
      return () => {}
    },
    onReplaced: (listener) => void replaced.push(listener),
  })
  const readers = [addReader(), addReader()]
  const heard: string[] = []
  for (const { keeper } of readers) {
    keeper.onGeneration((generation) => void heard.push(generation))
    keeper.onReplaced(() => void heard.push('replaced'))
  }
  await expect.poll(() => heard).toEqual(['replaced', 'replaced'])
  listeners[0]?.('7')
  replaced[0]?.()
  await expect.poll(() => heard.slice(2)).toEqual(['7', '7', 'replaced', 'replaced'])
})

it('gives out slots of exports for all readers together, and has those back of a reader that ends', async () => {
  const { addReader } = startPorter()
  const [one, two] = [addReader(), addReader()]
  expect(await one.calls.call('takeSlot', '192.0.2.1')).toBe(true)
  expect(await two.calls.call('takeSlot', '192.0.2.1')).toBe(true)
  expect(await two.calls.call('takeSlot', '192.0.2.1')).toBe(false)
  one.guest.end()
  expect(await two.calls.call('takeSlot', '192.0.2.1')).toBe(true)
  two.calls.post('giveSlot', '192.0.2.1')
  two.calls.post('giveSlot', '192.0.2.1')
  two.calls.post('giveSlot', '192.0.2.1')
  expect(await two.calls.call('takeSlot', '192.0.2.1')).toBe(true)
  expect(await two.calls.call('takeSlot', '192.0.2.1')).toBe(true)
  expect(await two.calls.call('takeSlot', '192.0.2.1')).toBe(false)
})

it('says to the other readers alone what an address has cost one', async () => {
  const { addReader } = startPorter()
  const [one, two, three] = [addReader(), addReader(), addReader()]
  one.calls.post('spent', [['192.0.2.1', 5, 12]])
  await expect
    .poll(() => [one.spent, two.spent, three.spent])
    .toEqual([[], [[['192.0.2.1', 5, 12]]], [[['192.0.2.1', 5, 12]]]])
})
