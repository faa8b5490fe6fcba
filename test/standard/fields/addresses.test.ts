import fc from 'fast-check'
import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { describe, expect, it } from 'vitest'
import { readEmail } from '../../../src/standard/fields/email.ts'
import { splitNumbers, toE164 } from '../../../src/standard/fields/phone-number.ts'
import { readUri, readUrl } from '../../../src/standard/fields/url.ts'
import { isShortNumber, isTextCode } from '../../../src/model/short-number.ts'
import { readingOf, stated } from '../pages.ts'
import { readOne } from './fields.ts'

describe('a web address', () => {
  it.each([
    ['https://town.gov.uk/a?b=c#d', 'https://town.gov.uk/a?b=c#d'],
    ['HTTP://Town.gov.uk', 'HTTP://Town.gov.uk'],
    [' http://town.gov.uk ', 'http://town.gov.uk'],
    ['https://fernhill-trust.example/a_(b)?x=1&y=2#top', 'https://fernhill-trust.example/a_(b)?x=1&y=2#top'],
    ['https://town.gov.uk:8443/', 'https://town.gov.uk:8443/'],
    ['https://café.example/é', 'https://café.example/é'],
    ['http://10.0.0.1/', 'http://10.0.0.1/'],
    ['', undefined],
    [null, undefined],
  ])('%j is %j', (value, url) => {
    expect(readOne(readUrl, value)).toEqual([url])
  })

  it.each([
    ['www.town.gov.uk', 'https://www.town.gov.uk'],
    ['town.org.uk/club', 'https://town.org.uk/club'],
    ['http:www.town.gov.uk', 'http://www.town.gov.uk'],
    ['https:/town.gov.uk', 'https://town.gov.uk'],
    ['http://https://town.gov.uk', 'https://town.gov.uk'],
    ['https://http://www.town.gov.uk/a', 'http://www.town.gov.uk/a'],
    ['http://http//town.gov.uk', 'http://town.gov.uk'],
    ['https//town.gov.uk', 'https://town.gov.uk'],
    ['htttps://town.gov.uk', 'https://town.gov.uk'],
    ['http;//town.gov.uk', 'http://town.gov.uk'],
    ['https:\\\\town.gov.uk\\a', 'https://town.gov.uk/a'],
    ['https:// www.town.gov.uk', 'https://www.town.gov.uk'],
    ['www. town.gov.uk', 'https://www.town.gov.uk'],
    ['www..town.gov.uk', 'https://www.town.gov.uk'],
    ['http://www,town-trust.example', 'http://www.town-trust.example'],
    ['www.town,org.uk', 'https://www.town.org.uk'],
    ['https://town.gov.uk.', 'https://town.gov.uk'],
    ['www.town.gov.uk/ groups', 'https://www.town.gov.uk/groups'],
    ['//town.gov.uk/groups', 'https://town.gov.uk/groups'],
    ['https://town.gov.uk/our groups', 'https://town.gov.uk/our%20groups'],
    ['https://town.gov.uk/a?b=1&amp;c=2', 'https://town.gov.uk/a?b=1&c=2'],
    ['<a href="https://town.gov.uk/a">Our page</a>', 'https://town.gov.uk/a'],
    ["<p><a class='x' href='www.town.gov.uk'>www.town.gov.uk</a></p>", 'https://www.town.gov.uk'],
    ['[Our page](https://town.gov.uk)', 'https://town.gov.uk'],
    ['<https://town.gov.uk>', 'https://town.gov.uk'],
    ['See www.town.gov.uk for details.', 'https://www.town.gov.uk'],
    ['https://town.gov.uk (opens in a new window)', 'https://town.gov.uk'],
  ])('%s is repaired to %s', (value, url) => {
    expect(readOne(readUrl, value)).toEqual([url, 'URL_REPAIRED'])
  })

  it.each([
    ['javascript:alert(1)', 'URL_UNSAFE'],
    ['JaVaScript :alert(1)', 'URL_UNSAFE'],
    ['java\u0000script:alert(1)', 'TEXT_CLEANED', 'URL_UNSAFE'],
    ['data:text/html,<p>', 'HTML', 'URL_UNSAFE'],
    ['mailto:a@town.uk%0d%0abcc:b@town.uk', 'BAD_URL'],
    ['Warmley Community Centre', 'BAD_URL'],
    ['http://localhost/', 'BAD_URL'],
    ['https://town.gov.uk https://b.uk', 'BAD_URL'],
    ['https://town.gov.uk/a, www.b.uk', 'BAD_URL'],
    ['a.org.uk,b.org.uk', 'BAD_URL'],
    ['https://town hall.gov.uk', 'BAD_URL'],
    ['<a href="javascript:alert(1)">Us</a>', 'BAD_URL'],
    ['java\tscript:alert(1)', 'URL_UNSAFE'],
    ['https://javascript:alert(1)', 'BAD_URL'],
    ['club@town.gov.uk', 'BAD_URL'],
    ['http://', 'BAD_URL'],
    ['n/a', 'BAD_URL'],
    ['http://www.example.com', 'PLACEHOLDER'],
    ['https://path/to/profile', 'PLACEHOLDER'],
    [42, 'BAD_URL'],
  ])('%j is left out', (value, ...codes) => {
    expect(readOne(readUrl, value)).toEqual([undefined, ...codes.filter((code) => code !== 'HTML')])
  })

  it('as an identifier may have another scheme', () => {
    expect(readOne(readUri, 'urn:uuid:6e8bc430')).toEqual(['urn:uuid:6e8bc430'])
    expect(readOne(readUri, 'http://id.esd.org.uk/service/1804')).toEqual(['http://id.esd.org.uk/service/1804'])
    expect(readOne(readUri, 'javascript:x')).toEqual([undefined, 'URL_UNSAFE'])
    expect(readOne(readUri, 'http://www.example.com')).toEqual([undefined, 'PLACEHOLDER'])
  })
})

describe('an e-mail address', () => {
  it.each([
    ['club@town.org.uk', 'club@town.org.uk'],
    ['\u00a0club@town.org.uk', 'club@town.org.uk'],
    ['mailto:club@town.org.uk', 'club@town.org.uk'],
    ["o'neil+a@town.uk", "o'neil+a@town.uk"],
    ['', undefined],
  ])('%j is %j', (value, email) => {
    expect(readOne(readEmail, value)).toEqual([email])
  })

  it.each([
    ['club@town.org.uk.', 'club@town.org.uk', 'EMAIL_REPAIRED'],
    ['club@town.org.uk; b@town.org.uk', 'club@town.org.uk', 'EMAIL_REPAIRED'],
    ['The club <club@town.org.uk>', 'club@town.org.uk', 'EMAIL_REPAIRED'],
    ['club@town.org.uk (office)', 'club@town.org.uk', 'EMAIL_REPAIRED'],
    ['mailto:club@town.org.uk?subject=Hello', 'club@town.org.uk', 'EMAIL_REPAIRED'],
    ['<a href="mailto:club@town.org.uk">Write</a>', 'club@town.org.uk', 'EMAIL_REPAIRED'],
    ['club @ town.org.uk', 'club@town.org.uk', 'EMAIL_REPAIRED'],
    ['club(at)town.org.uk', 'club@town.org.uk', 'EMAIL_REPAIRED'],
    ['Email: club@town.org.uk', 'club@town.org.uk', 'EMAIL_REPAIRED'],
    ['club@@town.org.uk', undefined, 'BAD_EMAIL'],
    ['club.town.org.uk', undefined, 'BAD_EMAIL'],
    ['via website', undefined, 'BAD_EMAIL'],
    ['email-example_com', undefined, 'BAD_EMAIL'],
    ['a@b', undefined, 'BAD_EMAIL'],
    ['a@town.uk\r\nBcc: b@town.uk', undefined, 'BAD_EMAIL'],
    ['Unknown-17@noemail.invalid', undefined, 'PLACEHOLDER'],
    ['email@example.com', undefined, 'PLACEHOLDER'],
    [false, undefined, 'WRONG_TYPE'],
  ])('%j is %j with %s', (value, email, code) => {
    expect(readOne(readEmail, value)).toEqual([email, code])
  })
})

describe('telephone numbers', () => {
  it.each([
    ['0117 332 7111', [['0117 332 7111', undefined, undefined]]],
    ['(01494) 355003', [['(01494) 355003', undefined, undefined]]],
    ['020 7946 0018.', [['020 7946 0018', undefined, undefined]]],
    ['Town Youth MAPS: 0117 332 7111', [['0117 332 7111', 'Town Youth MAPS', undefined]]],
    ['0117 332 7111 (office hours)', [['0117 332 7111', 'office hours', undefined]]],
    ['Tel: 0117 332 7111', [['0117 332 7111', undefined, undefined]]],
    ['"+44 117 332 7111"', [['+44 117 332 7111', undefined, undefined]]],
    ['0117 332 7111 ext 204', [['0117 332 7111', undefined, '204']]],
    [
      'Office 0117 332 7111 or mobile 07700 900123',
      [
        ['0117 332 7111', 'Office', undefined],
        ['07700 900123', 'mobile', undefined],
      ],
    ],
    [
      '0117 332 7111 / 0117 332 7112',
      [
        ['0117 332 7111', undefined, undefined],
        ['0117 332 7112', undefined, undefined],
      ],
    ],
    ['111', [['111', undefined, undefined]]],
    ['Call 111', [['111', 'Call', undefined]]],
    ['116 123 (free, day and night)', [['116 123', 'free, day and night', undefined]]],
    [
      '999 or 0117 332 7111',
      [
        ['999', undefined, undefined],
        ['0117 332 7111', undefined, undefined],
      ],
    ],
    ['Room 101: 0117 332 7111', [['0117 332 7111', 'Room 101', undefined]]],
    [
      '0117 332 7111 or 0117 332 7112',
      [
        ['0117 332 7111', undefined, undefined],
        ['0117 332 7112', undefined, undefined],
      ],
    ],
    [
      '0117 332 7111 0117 332 7112',
      [
        ['0117 332 7111', undefined, undefined],
        ['0117 332 7112', undefined, undefined],
      ],
    ],
    [
      '0117 332 7111/2',
      [
        ['0117 332 7111', undefined, undefined],
        ['0117 332 7112', undefined, undefined],
      ],
    ],
    [
      '0117 332 7111 or 7112',
      [
        ['0117 332 7111', undefined, undefined],
        ['0117 332 7112', undefined, undefined],
      ],
    ],
    ['0117 332 7111 9am-5pm', [['0117 332 7111', '9am-5pm', undefined]]],
    ['0117 332 7111 x204', [['0117 332 7111', undefined, '204']]],
    ['tel:+441173327111;ext=204', [['+441173327111', undefined, '204']]],
    ['O117 332 71l1', [['0117 332 71', 'l1', undefined]]],
    ['O117 332 7111', [['0117 332 7111', undefined, undefined]]],
    ['0117–332–7111', [['0117–332–7111', undefined, undefined]]],
    ['0800 FREECALL', [['0800 FREECALL', undefined, undefined]]],
    ['0300 LISTEN', [['0300 LISTEN', undefined, undefined]]],
    ['call us', []],
    ['n/a', []],
  ])('in %j are %j', (text, numbers) => {
    expect(splitNumbers(text).map(({ number, label, extension }) => [number, label, extension])).toEqual(numbers)
  })

  it.each([
    ['020 7946 0018', '+442079460018'],
    ['+44 (0)20 7946 0018', '+442079460018'],
    ['+44(0)117 332 7111', '+441173327111'],
    ['0044 117 332 7111', '+441173327111'],
    ['(+44) 117 332 7111', '+441173327111'],
    ['44 117 332 7111', '+441173327111'],
    ['+353 1 531 1231', '+35315311231'],
    ['+353 (0)1 531 1231', '+35315311231'],
    ['0800 HELP123', '+448004357123'],
    ['0117 1', undefined],
    ['012345', undefined],
    ['12345', undefined],
    ['117 332 7111', undefined],
    ['727-555-0123', undefined],
    ['(747) 555-0142', undefined],
    ['1-800-555-0142', undefined],
    ['111', undefined],
  ])('%s is %s to a telephone', (number, e164) => {
    expect(toE164(number)).toBe(e164)
  })

  it('of ten digits under +44 is valid where its last three, whichever they are, make it one', () => {
    const start = fc.oneof(
      fc.integer({ min: 1_000_000, max: 9_999_999 }).map(String),
      fc.constantFrom(
        '1174960',
        '1534700',
        '1481250',
        '1624675',
        '7781112',
        '7624123',
        '7937123',
        '7012345',
        '8001111',
      ),
    )
    fc.assert(
      fc.property(start, fc.integer({ min: 1_000, max: 1_999 }), (seven, three) => {
        const number = `0${seven}${String(three).slice(1)}`
        const parsed = parsePhoneNumberFromString(number, 'GB')
        expect(toE164(number)).toBe(parsed?.isValid() === true ? parsed.number : undefined)
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('a short number', () => {
  it.each(['999', '112', '111', '101', '105', '116 123', '116000', '118 500', '18000'])('%s can be rung', (number) => {
    expect(isShortNumber(number)).toBe(true)
  })

  it.each(['100', '12345', '11612', '0117', ''])('%s can not', (number) => {
    expect(isShortNumber(number)).toBe(false)
  })
})

describe('a code for text messages', () => {
  it.each(['85258', '60 777', '70201'])('%s is one', (number) => expect(isTextCode(number)).toBe(true))

  it.each(['12345', '95258', '8525', '852588', ''])('%s is none', (number) => expect(isTextCode(number)).toBe(false))

  it.each<[phone: object, codes: readonly string[]]>([
    [{ number: 'text SHOUT to 85258' }, ['PHONE_LABELLED phones[0].number']],
    [{ number: '85258 (text)' }, ['PHONE_LABELLED phones[0].number']],
    [{ number: 'SMS 60777 or call 0117 496 0112' }, ['PHONE_LABELLED phones[0].number']],
    [{ number: '70201', type: 'sms' }, []],
    [{ number: '85258', description: 'Text HELP to this number' }, []],
    // The last digits of a local number, as far as anybody can know.
    [{ number: '65432' }, ['PHONE_INVALID phones[0].number']],
    [{ number: '15258', type: 'text' }, ['PHONE_INVALID phones[0].number']],
    [{ number: 'context 85258' }, ['PHONE_LABELLED phones[0].number', 'PHONE_INVALID phones[0].number']],
  ])('is no invalid number where that is said: %j', (phone, codes) => {
    expect(stated(readingOf({ phones: [phone] }).issues)).toEqual(codes)
  })
})
