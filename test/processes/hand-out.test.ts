import { expect, it } from 'vitest'
import { createHandOut } from '../../src/processes/hand-out.ts'

/** A hand-out with takers by name; `given` is who was given what, `inHands` what they said to have. */
function start() {
  const handOut = createHandOut<number>()
  const given: string[] = []
  const inHands: number[] = []
  const join = (name: string) =>
    handOut.join({
      give: (connection) => void given.push(`${name} ${connection}`),
      taken: (connection) => void inHands.push(connection),
    })
  return { handOut, given, inHands, join }
}

it('gives connections in turn, whoever takes them how fast', () => {
  const { handOut, given, inHands, join } = start()
  const [one, two] = [join('one'), join('two')]
  for (const connection of [1, 2, 3, 4]) {
    handOut.hand(connection)
    one.taken()
    two.taken()
  }
  expect(given).toEqual(['two 1', 'one 2', 'two 3', 'one 4'])
  expect(inHands).toEqual([1, 2, 3, 4])
})

it('passes over who has not yet taken the last one, and has nobody wait behind it but where all are so', () => {
  const { handOut, given, join } = start()
  const [one] = [join('one'), join('two')]
  for (const connection of [1, 2, 3]) handOut.hand(connection)
  expect(given).toEqual(['two 1', 'one 2'])
  one.taken()
  expect(given.at(-1)).toBe('one 3')
})

it('gives to another what one that has ended never took, and keeps what comes while nobody is there', () => {
  const { handOut, given, inHands, join } = start()
  const one = join('one')
  handOut.hand(1)
  handOut.hand(2)
  one.end()
  expect(handOut.waiting()).toBe(2)
  const two = join('two')
  two.taken()
  expect(given).toEqual(['one 1', 'two 1', 'two 2'])
  expect(inHands).toEqual([1])
})

it('gives nothing to one that leaves, which still has what it was given', () => {
  const { handOut, given, inHands, join } = start()
  const one = join('one')
  handOut.hand(1)
  one.leave()
  handOut.hand(2)
  one.taken()
  expect(inHands).toEqual([1])
  expect(given).toEqual(['one 1'])
  expect(handOut.waiting()).toBe(1)
})
