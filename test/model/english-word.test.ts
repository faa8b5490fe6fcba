import { describe, expect, it } from 'vitest'
import { isEnglishWord } from '../../src/model/english-word.ts'

describe('the words of English', () => {
  it.each(['aa', 'singing', 'signing', 'carer', 'draught', 'zzz'])('hold %s', (word) => {
    expect(isEnglishWord(word)).toBe(true)
  })

  it.each(['libary', 'bereavment', 'quillmead', '', 'a', 'café', 'Zest', '72', 'sing ing'])(
    'do not hold %j',
    (word) => {
      expect(isEnglishWord(word)).toBe(false)
    },
  )
})
