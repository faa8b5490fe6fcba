import { isEnumType } from 'graphql'
import { describe, expect, it } from 'vitest'

import { LABELS } from '../../src/model/labels.ts'
import { schema } from './ask.ts'

describe('labels', () => {
  it.each(Object.entries(LABELS))('name every value of %s, and no other', (name, labels) => {
    const type = schema.getType(name)
    const values = isEnumType(type) ? type.getValues().map(({ name: value }) => value) : []
    expect(Object.keys(labels).toSorted()).toEqual(values.toSorted())
  })

  it.each(Object.entries(LABELS))('of %s differ from one another', (_, labels) => {
    const texts = Object.values(labels)
    expect(new Set(texts).size).toBe(texts.length)
  })
})
