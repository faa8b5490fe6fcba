import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import {
  eachRange,
  inSteps,
  inTurns,
  type Patience,
  patiently,
  patientlyThroughout,
  type Steps,
  Unfinished,
} from '../../src/catalogue/steps.ts'
import { createReaderStore, type ReaderStore } from '../../src/store/reader-store.ts'
import { openForWriting } from '../../src/store/tables.ts'

let store: ReaderStore
beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'oruk-gateway-test-'))
  const file = join(folder, 'catalogue.sqlite')
  openForWriting(file).db.close()
  store = createReaderStore(file)
  onTestFinished(() => {
    store.close()
    rmSync(folder, { recursive: true, force: true })
  })
})

function* countTo(last: number, done: number[] = []): Steps<number> {
  for (let at = 1; at <= last; at += 1) {
    done.push(at)
    yield
  }
  return last
}

const newPatience = (): Patience => ({ underWay: new Map(), finished: new Map() })

function unfinishedOf(ask: () => unknown): Unfinished {
  try {
    ask()
  } catch (error) {
    if (error instanceof Unfinished) return error
  }
  throw new Error('Nothing was left unfinished.')
}

describe('work in steps', () => {
  it('is done at once where nobody is patient', () => {
    expect(inSteps(store, 'key', () => countTo(3))).toBe(3)
  })

  it.each([
    ['at once', (ask: () => number) => ask()],
    ['in steps', inTurns],
  ])('done %s is kept while what it follows from besides the data is the same', async (_how, run) => {
    let [mark, done] = ['a', 0]
    store.keepWhile(() => mark)
    function* work(): Steps<number> {
      yield
      return (done += 1)
    }
    const ask = (): Promise<number> | number => run(() => inSteps(store, 'key', work))
    await ask()
    await ask()
    expect(done).toBe(1)
    mark = 'b'
    await ask()
    expect(done).toBe(2)
  })

  it('begun by a patient caller before that changed is begun again', () => {
    let mark = 'a'
    store.keepWhile(() => mark)
    const patience = newPatience()
    const ask = (): string =>
      inSteps(store, 'key', function* (): Steps<string> {
        const begun = mark
        yield
        return begun
      })
    const { step } = unfinishedOf(() => patiently(patience, ask))
    step()
    mark = 'b'
    step()
    const again = unfinishedOf(() => patiently(patience, ask))
    while (!again.step());
    expect(patiently(patience, ask)).toBe('b')
  })

  it('is done by steps where its caller is patient, and at hand then', () => {
    const patience = newPatience()
    const done: number[] = []
    const ask = (): number => inSteps(store, 'key', () => countTo(3, done))
    const { step } = unfinishedOf(() => patiently(patience, ask))
    expect(done).toEqual([])
    expect([step(), step(), step(), step(), step()]).toEqual([false, false, false, true, true])
    expect(patiently(patience, ask)).toBe(3)
    expect(done).toEqual([1, 2, 3])
  })

  it('is done by steps after a wait too, where its caller is patient throughout', async () => {
    const patience = newPatience()
    const done: number[] = []
    const ask = async (): Promise<number> => {
      await Promise.resolve()
      return inSteps(store, 'key', () => countTo(2, done))
    }
    const error: unknown = await patientlyThroughout(patience, ask).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(Unfinished)
    expect(done).toEqual([])
    expect(await ask()).toBe(2)
  })

  it('is done once for two that ask', () => {
    const patience = newPatience()
    const done: number[] = []
    const ask = (): number => inSteps(store, 'key', () => countTo(2, done))
    const [one, other] = [unfinishedOf(() => patiently(patience, ask)), unfinishedOf(() => patiently(patience, ask))]
    expect([one.step(), other.step(), one.step(), other.step()]).toEqual([false, false, true, true])
    expect(done).toEqual([1, 2])
  })

  it('throws what it throws to whoever does the step', () => {
    const { step } = unfinishedOf(() =>
      patiently(newPatience(), () =>
        inSteps(store, 'key', function* (): Steps<number> {
          yield
          throw new Error('broken')
        }),
      ),
    )
    expect(step()).toBe(false)
    expect(step).toThrow('broken')
  })

  it('is patient only while it is asked so', () => {
    expect(() => patiently(newPatience(), () => inSteps(store, 'key', () => countTo(1)))).toThrow(Unfinished)
    expect(inSteps(store, 'other', () => countTo(1))).toBe(1)
  })
})

it.each([0, 1, 31, 32, 33, 100_000])('goes through all of %i rows, each once and in order', (last) => {
  let next = 1
  for (const _ of eachRange(last, (from, to) => {
    expect(from).toBe(next)
    next = to + 1
  }));
  expect(next).toBe(last + 1)
})

it('makes ranges short enough that 100,000 cheap rows are few steps, and the first short whatever a row costs', () => {
  const ranges: number[] = []
  for (const _ of eachRange(100_000, (from, to) => void ranges.push(to - from + 1)));
  expect(ranges[0]).toBe(256)
  expect(ranges.length).toBeLessThan(12)
})
