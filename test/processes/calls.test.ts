import { expect, it } from 'vitest'
import { createCalls } from '../../src/processes/calls.ts'
import { LineEndedError } from '../../src/processes/line.ts'
import { createLinePair } from './line-pair.ts'

interface Adder {
  add(left: number, right: number): number
  fail(): Promise<never>
  wait(): Promise<void>
  note(text: string): void
}

function start() {
  const [near, far] = createLinePair()
  const noted: string[] = []
  const adder: Adder = {
    add: (left, right) => left + right,
    fail: () => Promise.reject(new Error('no such thing')),
    wait: () => new Promise(() => {}),
    note: (text) => void noted.push(text),
  }
  createCalls<Record<string, never>, Adder>(far, adder)
  return { calls: createCalls<Adder, Record<string, never>>(near, {}), noted }
}

it('answers each call by itself, and says what went wrong', async () => {
  const { calls } = start()
  const all = [calls.call('add', 1, 2), calls.call('fail'), calls.call('add', 3, 4)]
  expect(await Promise.allSettled(all)).toMatchObject([
    { value: 3 },
    { reason: { message: 'no such thing' } },
    { value: 7 },
  ])
})

it('says a thing without waiting, in order with what is asked', async () => {
  const { calls, noted } = start()
  calls.post('note', 'first')
  await calls.call('add', 1, 1)
  expect(noted).toEqual(['first'])
})

it('rejects what was asked of a process that has ended, and what is asked after that', async () => {
  const { calls } = start()
  const waiting = calls.call('wait')
  calls.end()
  await expect(waiting).rejects.toThrow(LineEndedError)
  await expect(calls.call('add', 1, 2)).rejects.toThrow(LineEndedError)
})
