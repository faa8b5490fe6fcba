import { describe, expect, it } from 'vitest'
import { isPersonalField, withholdPersonal } from '../../src/standard/personal-fields.ts'
import { readingOf } from './pages.ts'

describe('a field', () => {
  it.each([
    ...['assurer_email', 'assurerEmail', 'AssurerEmail', 'assurer', 'assurer_name', 'assured_by', 'assuredBy'],
    ...[
      'assurer_emails',
      'email_of_assurer',
      'assurer_role',
      'assurerJobTitle',
      'assurer-telephone',
      'assuror_phone_number',
    ],
    ...[
      'owner_email',
      'OwnerEmailAddress',
      'data_owner_name',
      'email_of_owner',
      'creator_id',
      'names_of_the_reviewers',
    ],
    ...['assurers', 'last_edited_by_full_name', 'record_maintainer_contact_details', 'admin_email', 'user_email'],
    ...['updated_by', 'updatedBy', 'last_modified_by', 'created_by_email', 'approved_by', 'author', 'reviewer_name'],
  ])('named %s identifies a person behind the data', (name) => {
    expect(isPersonalField(name)).toBe(true)
  })

  it.each([
    ...['assured_date', 'email', 'name', 'contacts', 'authority', 'local_authority', 'funded_by', 'nearby', 'standby'],
    ...['owner', 'ownership', 'role', 'email_address', 'user_groups', 'contact_name', 'service_name', 'id', 'user'],
    ...['organization_id', 'administrative_area', 'creative', 'name_of_service', 'last_name', 'service_user_age'],
    ...['title', 'last_modified', 'regulated_by', 'editorial', 'date_assured'],
  ])('named %s does not', (name) => {
    expect(isPersonalField(name)).toBe(false)
  })
})

describe('withholding', () => {
  it('removes them at any depth and leaves the rest as it is', () => {
    const value = {
      pc_metadata: { assured_by: 'x@y.uk', date_assured: '2024-01-01' },
      list: [{ updatedBy: 'Jo', n: 1 }, 2],
    }
    expect(withholdPersonal(value)).toEqual({ pc_metadata: { date_assured: '2024-01-01' }, list: [{ n: 1 }, 2] })
  })

  it('gives the value itself where it has none', () => {
    const value = { a: [{ b: 1 }] }
    expect(withholdPersonal(value)).toBe(value)
  })

  it('removes the value of a pair that names such a field', () => {
    const meta = [
      { key: 'Contact Name', value: 'Jo Bloggs' },
      { key: 'Vacancies', value: 'No' },
    ]
    expect(withholdPersonal(meta)).toEqual([{ key: 'Contact Name' }, { key: 'Vacancies', value: 'No' }])
    const change = {
      fieldName: 'assurer_email',
      previousValue: 'jo@a.uk',
      replacementValue: 'al@a.uk',
      lastActionType: 'update',
    }
    expect(withholdPersonal(change)).toEqual({ fieldName: 'assurer_email', lastActionType: 'update' })
  })
})

describe('samples of issues', () => {
  it('never show them, nor an address or anything of a contact', () => {
    const { issues } = readingOf({
      assurer_email: 'jo.bloggs AT town.gov.uk',
      email: 'Jo Bloggs',
      url: 'mailto:jo@town.gov.uk',
      pc_metadata: { date_modified: 'by Jo Bloggs', assured_by: 'jo' },
      contacts: [{ name: { first: 'Jo' }, email: 'Jo Bloggs', phones: [{ number: 'ask Jo Bloggs' }] }],
    })
    expect(issues.length).toBeGreaterThanOrEqual(5)
    expect(JSON.stringify(issues)).not.toMatch(/Jo|jo[.@]/)
  })
})

describe('a sample of text in a field of another type', () => {
  const sampleOf = (raw: Record<string, unknown>): (string | undefined)[] =>
    readingOf(raw).issues.flatMap(({ sample }) => sample ?? [])

  it.each([
    'Jane Smith',
    'Ask Jane Smith',
    'ask Jane',
    'Speak to Siobhán',
    "Call Mary O'Neill-Jones",
    'Dr Patel',
    'cllr J. Smith',
    'Jane M. Smith after Easter',
    '07700 900123',
    '+44 (0)1632 960 056',
    'tel 01632-960056',
    'jane.smith at town.gov.uk',
    'jane (at) town (dot) gov (dot) uk',
    'jane@town.gov.uk',
  ])('does not show %s', (text) => {
    expect(sampleOf({ minimum_age: text, assured_date: text, last_modified: text })).toEqual([])
  })

  it.each(['Every Monday And Friday', 'Over Sixteens', 'TBC', '31/02/2026', '31.02.2026 09:30', 'Term Time Only'])(
    'shows %s',
    (text) => {
      expect(sampleOf({ assured_date: text })).toEqual([text])
    },
  )
})
