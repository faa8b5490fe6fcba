import { describe, expect, it } from 'vitest'
import { readServiceWords } from '../../src/model/service-words.ts'

describe('what the prose of a service says of all its schedules', () => {
  it.each([
    'A friendly group for toddlers. Term time only.',
    'Open every Wednesday during term-time',
    'We run on Fridays in school terms',
    'Closed during the school holidays',
    'School holidays only',
    'This group is currently suspended',
    'The class is not running at the moment; we hope to be back. Not running until further notice.',
    'This group is no longer meeting',
  ])('%s: not known on which days', (description) => {
    expect(readServiceWords({ description }).isUncertain).toBe(true)
  })

  it.each([
    'Term time and school holidays',
    'Term-time, including the holidays',
    'Up to 30 hours of funded term time places',
    'For people with long-term conditions',
    'In terms of cost, ask us',
    'The waiting list is currently closed',
    'The building is currently closed to cars',
    'A club in the school holidays too',
  ])('%s: on all of them', (description) => {
    expect(readServiceWords({ description }).isUncertain).toBe(false)
  })

  it.each<[string, boolean]>([
    ['We meet on the first Tuesday of the month', true],
    ['The group meets fortnightly', true],
    ['Sessions are held on alternate Fridays', true],
    ['Meets every week, and fortnightly in summer', false],
    ['A fortnightly group for carers', true],
    ['Our monthly book club', true],
    ['A weekly group with a monthly meeting', false],
    ['A monthly newsletter', false],
    ['We also run a monthly quiz', false],
    ['Pay £5 monthly', false],
    ['Meets every Tuesday', false],
  ])('%s: rarer than every week: %s', (description, isRarer) => {
    expect(readServiceWords({ description }).isRarer).toBe(isRarer)
  })

  it.each<[string, boolean]>([
    ['Closed until further notice', true],
    ['No sessions at present: paused for repairs', true],
    ['New members welcome', false],
  ])('the alert “%s”: not known on which days: %s', (alert, isUncertain) => {
    expect(readServiceWords({ alert }).isUncertain).toBe(isUncertain)
  })
})
