import { expect, it } from 'vitest'
import { describeMissingTargets } from '../../src/taxonomy/files/missing-targets.ts'
import { NO_TAXONOMIES } from '../../src/taxonomy/files/taxonomy-set.ts'

const SERVICES = 'http://id.esd.org.uk/service'
const scheme = {
  key: 'http://id.esd.org.uk/list/services',
  name: 'LGA Services',
  uri: 'http://id.esd.org.uk/list/services',
}
const held = {
  scheme: { ...scheme, shared: true },
  terms: [{ uri: `${SERVICES}/1`, name: 'One', otherNames: [], discontinued: false }],
  parents: [],
  problems: [],
}

it.each([
  ['a term that is held', [held], [`${SERVICES}/1`], []],
  [
    'terms that the list has not',
    [held],
    [`${SERVICES}/1`, `${SERVICES}/2`, `${SERVICES}/3`],
    [/^2 mappings lead to terms that the list of .+ does not have \(such as http:\/\/id\.esd\.org\.uk\/service\/2\)/],
  ],
  ['a scheme without a list', [], [`${SERVICES}/1`], [/^1 mapping leads to .+, of which no list of terms is held/]],
  [
    'a scheme that nobody named, the most mappings first',
    [held],
    [`${SERVICES}/2`, 'https://a.example/list/1', 'https://a.example/list/2'],
    [/^2 mappings lead to a scheme that is not known here, https:\/\/a\.example\/list /, /^1 mapping leads/],
  ],
])('says of mappings to %s', (_what, files, targets, sentences) => {
  const said = describeMissingTargets(
    targets.map((to) => ({ to })),
    { ...NO_TAXONOMIES, files },
  )
  expect(said).toEqual(sentences.map((sentence) => expect.stringMatching(sentence)))
})
