import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOMS } from '../oxlint.config.ts'

const page = readFileSync(new URL('../docs/house.md', import.meta.url), 'utf8')
const importsTable = /## Imports\n\n(?<table>(?:\|.*\n)+)/.exec(page)?.groups?.['table'] ?? ''
const roomsTable = /## Rooms\n\n(?<table>(?:\|.*\n)+)/.exec(page)?.groups?.['table'] ?? ''

/** The rows of a table less its two lines of heading, as cells. */
function rowsOf(table: string): readonly (readonly string[])[] {
  const lines = table.trim().split('\n').slice(2)
  return lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
}

function namesIn(cell: string): readonly string[] {
  return [...cell.matchAll(/`([a-z]+)\/?`/g)].map(([, name = '']) => name)
}

/** The table of docs/house.md, as the map of the lint rules has it. */
function roomsOnPage(): Record<string, readonly string[]> {
  return Object.fromEntries(
    rowsOf(importsTable).flatMap(([rooms = '', mayImport = '']) => {
      const words = mayImport.replaceAll(/\([^)]*\)|'s interface/g, '').split(',')
      const imported = words.map((word) => word.trim()).filter((word) => word !== 'nothing' && word !== 'all')
      return namesIn(rooms)
        .filter((room) => !['cli', 'src', 'wiring'].includes(room))
        .map((room) => [room, imported.toSorted()])
    }),
  )
}

describe('the map of rooms', () => {
  it('is the same in docs/house.md and in the lint rules', () => {
    const linted = Object.fromEntries(Object.entries(ROOMS).map(([room, others]) => [room, others.toSorted()]))
    expect(roomsOnPage()).toStrictEqual(linted)
  })

  it('names every folder of src, with what it holds', () => {
    const described = rowsOf(roomsTable).flatMap(([rooms = '']) => namesIn(rooms))
    const folders = globSync('*/', { cwd: new URL('../src', import.meta.url) })
    expect(described.toSorted()).toStrictEqual(folders.filter((name) => !name.endsWith('.ts')).toSorted())
  })

  it('has rooms that nowhere import each other both ways', () => {
    const pairs = new Set(
      globSync('src/*/**/*.ts').flatMap((file) => {
        const room = file.split('/')[1] ?? ''
        const paths = [...readFileSync(file, 'utf8').matchAll(/ from '(\.[^']+)'/g)].map(([, path = '']) => path)
        return paths
          .map((path) => normalize(join(dirname(file), path)).split('/')[1] ?? '')
          .flatMap((other) => (other === room ? [] : [`${room} ${other}`]))
      }),
    )
    const bothWays = [...pairs].filter((pair) => pairs.has(pair.split(' ').toReversed().join(' ')))
    expect(pairs.size).toBeGreaterThan(20)
    expect(bothWays).toStrictEqual([])
  })
})
