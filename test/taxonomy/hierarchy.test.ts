import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createHierarchy } from '../../src/taxonomy/hierarchy.ts'

const edge = (uri: string, parentUri: string) => ({ uri, parentUri })

it('follows several parents and takes the shortest path for the level', () => {
  const tree = createHierarchy([
    edge('d', 'b'),
    edge('d', 'root'),
    edge('b', 'root'),
    edge('b', 'other'),
    edge('d', 'b'),
  ])
  expect(tree.parentsOf('d')).toEqual(['b', 'root'])
  expect(tree.ancestorsOf('d')).toEqual(['b', 'root', 'other'])
  expect(tree.descendantsOf('other')).toEqual(['b', 'd'])
  expect(['root', 'other', 'b', 'd', 'unheard of'].map((uri) => tree.levelOf(uri))).toEqual([1, 1, 2, 2, 1])
  expect(tree.cut).toEqual([])
})

it('cuts a cycle at the same edge whatever the order of the edges, and says which', () => {
  const edges = [edge('a', 'b'), edge('b', 'c'), edge('c', 'a'), edge('x', 'c'), edge('c', 'root')]
  for (const order of [edges, edges.toReversed()]) {
    const tree = createHierarchy(order)
    expect(tree.cut).toEqual([edge('c', 'a')])
    expect(tree.ancestorsOf('a')).toEqual(['b', 'c', 'root'])
    expect(tree.levelOf('a')).toBe(4)
  }
})

it('cuts a term that is its own parent', () => {
  const tree = createHierarchy([edge('a', 'a')])
  expect(tree.cut).toEqual([edge('a', 'a')])
  expect(tree.levelOf('a')).toBe(1)
})

it('survives a chain deeper than the call stack', () => {
  const tree = createHierarchy(Array.from({ length: 20_000 }, (_, i) => edge(`t${i + 1}`, `t${i}`)))
  expect(tree.levelOf('t20000')).toBe(20_001)
})

it('never lets a term be its own ancestor, and keeps every edge that closes no cycle', () => {
  const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f')
  const edges = fc.array(fc.record({ uri: name, parentUri: name }), { maxLength: 20 })
  fc.assert(
    fc.property(edges, (stated) => {
      const tree = createHierarchy(stated)
      for (const uri of 'abcdef') {
        expect(tree.ancestorsOf(uri)).not.toContain(uri)
        expect(tree.ancestorsOf(uri).every((ancestor) => tree.descendantsOf(ancestor).includes(uri))).toBe(true)
      }
      for (const { uri, parentUri } of tree.cut) {
        expect(uri === parentUri || tree.ancestorsOf(parentUri).includes(uri)).toBe(true)
      }
    }),
  )
})
