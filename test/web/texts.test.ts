import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

it('no two files of texts name one alike: the later would stand for both', () => {
  const names = globSync('src/web/texts/*-texts.ts').flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/^ {2}(\w+):/gm)].map(([, name]) => name),
  )
  expect(names.length).toBeGreaterThan(100)
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
})
