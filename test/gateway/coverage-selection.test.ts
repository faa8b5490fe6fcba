import { describe, expect, it } from 'vitest'

import { BRISTOL, DEVON, EXETER, SOMERSET, start, stated } from './coverage-kit.ts'

const NAMED = 'areas { area { code } } matrix { term { name } }'

interface Named {
  readonly areas: readonly { readonly area: { readonly code: string } }[]
  readonly matrix: readonly { readonly term: { readonly name: string } }[]
}

describe('areas by whether a feed is there', () => {
  it.each([
    ['are its own', [BRISTOL], `codes: ["${BRISTOL}", "${SOMERSET}"], hasFeed: true`, [BRISTOL]],
    [
      'are those without where it is false',
      [BRISTOL],
      `codes: ["${BRISTOL}", "${SOMERSET}"], hasFeed: false`,
      [SOMERSET],
    ],
    ['are those in its own', [DEVON], `codes: ["${EXETER}", "${SOMERSET}"], hasFeed: true`, [EXETER]],
    ['are those that its own lies in', [EXETER], `codes: ["${DEVON}", "${SOMERSET}"], hasFeed: true`, [DEVON]],
    ['are of a kind where one is given', [EXETER, BRISTOL], 'type: DISTRICT, hasFeed: true', [BRISTOL, EXETER]],
    ['are none where no feed has an area', [], 'hasFeed: true', []],
  ])('%s', async (_, own, selection, expected) => {
    const { coverage } = await start({ council: { services: [stated('a', [1])], feed: { areas: own } } })
    const { areas } = (await coverage(`areas: { ${selection} }`, NAMED)) as Named
    expect(areas.map(({ area }) => area.code)).toEqual(expected)
  })
})

describe('rows of a level without a scheme', () => {
  const asked = `{ coverage(areas: { codes: ["${BRISTOL}"] }, rows: { level: {} }) { ${NAMED} } }`

  it('are of the shared one that most feeds use', async () => {
    const activity = {
      id: 'x',
      name: 'Adagio',
      term_uri: 'https://openactive.io/activity-list#a',
      taxonomy: 'Activities',
    }
    const active = { attributes: [{ id: 'y', taxonomy_term: activity }] }
    const { gateway } = await start({
      bristol: { services: [stated('a', [1])], feed: { areas: [BRISTOL] } },
      somerset: { services: [stated('b', [2], {}), stated('c', [], active)], feed: { areas: [SOMERSET] } },
    })
    const { data } = await gateway.ask(asked)
    expect((data.coverage as Named).matrix.map(({ term }) => term.name)).toEqual(['Term 1', 'Term 2'])
  })

  it('are none where none is shared', async () => {
    const { gateway } = await start({ bristol: { services: [stated('a', [])], feed: { areas: [BRISTOL] } } })
    const { data, errors } = await gateway.ask(asked)
    expect(errors).toBeUndefined()
    expect((data.coverage as Named).matrix).toEqual([])
  })
})
