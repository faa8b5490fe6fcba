import { describe, expect, it } from 'vitest'
import { deriveAccessible } from '../../src/facts/accessible.ts'
import type { Location } from '../../src/model/location.ts'

function placeOf(...texts: readonly string[]): { readonly location: Location } {
  return { location: { precision: 'UNKNOWN', accessibility: texts.map((description) => ({ description })) } }
}

describe('deriveAccessible', () => {
  it.each([
    'Wheelchair access',
    'Wheelchair accessible',
    'Wheelchair-accessible entrance',
    'The building has induction loops. Wheelchair access is possible on all levels.',
    'Fully accessible for wheelchair users',
    'Step-free entrance and accessible toilet',
    'Step free throughout',
    'Level access from the street',
    'Level access with no steps',
    'There are no steps into the hall',
    'Suitable for wheelchairs',
    'Wheelchair access: yes',
    'Is the hall wheelchair accessible? Yes',
    'Wheelchair accessible entrance',
    'Wheelchair access: there is a ramp at the rear',
    'Wheelchair access: Y',
    'Wheelchair access to all areas',
    'A ground floor room with step-free access',
    'Step-free access to all floors by lift',
    'Wheelchair access. Limited parking.',
    'Some parking. Wheelchair access.',
    'Wheelchair access. Toilets upstairs.',
    'Wheelchair access. Please ring the bell.',
  ])('reads “%s” as a way in', (text) => {
    expect(deriveAccessible({ serviceAtLocations: [placeOf(text)] })).toBe(true)
  })

  it.each([
    'No wheelchair access',
    'Not wheelchair accessible',
    'Sorry, the hall is not accessible to wheelchair users',
    'Not suitable for wheelchairs',
    'Unsuitable for wheelchairs',
    'Wheelchair access: no',
    'Wheelchair access - No',
    'Wheelchair accessible entrance: no',
    'Is the hall wheelchair accessible? No',
    'We do not have wheelchair access',
    "We don't have step-free access",
    'Wheelchair access cannot be provided',
    'The hall lacks wheelchair access',
    'Wheelchair access is not possible',
    'No step-free access',
    'There is no level access',
    'No access for wheelchairs',
    'Not accessible',
    'The building is not accessible.',
    'Wheelchair access - N',
    'Wheelchair access: 0',
    'Wheelchair access. Not at present.',
    'Wheelchair access\n- No',
    'Wheelchair access; No',
  ])('reads “%s” as none', (text) => {
    expect(deriveAccessible({ serviceAtLocations: [placeOf(text)] })).toBe(false)
  })

  it.each([
    '',
    'Hearing loop',
    'Lift to all floors',
    'Ramp at the side door; please ring the bell',
    'Accessible toilet',
    'Wheelchair accessible toilet',
    'Wheelchair accessible transport can be booked',
    'No wheelchair accessible toilet',
    'Level access shower',
    'Wheelchairs can be borrowed',
    'Limited wheelchair access',
    'Wheelchair accessible on the ground floor only',
    'Not fully wheelchair accessible',
    'Not all rooms are wheelchair accessible',
    'Wheelchair access is not required',
    'Disabled access',
    'Partly step-free',
    'Wheelchair access by prior arrangement',
    'Please contact us about wheelchair access',
    'Wheelchair access?',
    'Wheelchair access: not known',
    'Wheelchair access with no parking',
    'Three steps at the entrance',
    'Wheelchair access: x',
    '❌ Wheelchair access',
    'Wheelchair access: see website',
    'Wheelchair access to be confirmed',
    'Wheelchair access is being installed',
    'We hope to have wheelchair access from spring',
    'The step-free entrance is closed',
    'Step-free access is out of order',
    'Wheelchair access is temporarily unavailable',
    'Poor wheelchair access',
    'Narrow doors make wheelchair access awkward',
    'Never wheelchair accessible',
    'Wheelchair access was removed',
    'Wheelchair access to the ground floor',
    'Wheelchair access to the hall, stairs to the clinic',
    'Wheelchair accessible garden',
    'The nearest step-free station is a mile away',
    'No wheelchair access to the first floor',
    'No step-free access to the stage',
    'Limited. Wheelchair access',
    'Wheelchair access. Limited.',
    'Wheelchair access. Very limited access.',
    'Partial; step-free access',
    'Step-free access. Please ask.',
    'Restricted\nWheelchair access',
    'Level access. Not always.',
  ])('leaves open what “%s” says of the way in', (text) => {
    expect(deriveAccessible({ serviceAtLocations: [placeOf(text)] })).toBeUndefined()
  })

  it.each<[string, ReturnType<typeof placeOf>[], boolean | undefined]>([
    ['no place', [], undefined],
    ['a place that says nothing', [placeOf()], undefined],
    ['one of two that is accessible', [placeOf('Wheelchair access'), placeOf('No wheelchair access')], true],
    ['one that is not and one that does not say', [placeOf('No wheelchair access'), placeOf()], undefined],
    ['two that are not', [placeOf('No wheelchair access'), placeOf('Not wheelchair accessible')], false],
    ['one that contradicts itself', [placeOf('Wheelchair access', 'No wheelchair access')], undefined],
    ['one that says of it apart that it is limited', [placeOf('Limited', 'Wheelchair access')], undefined],
    ['one that says more than the way in', [placeOf('Hearing loop', 'Step-free access')], true],
  ])('judges a service by %s', (_, serviceAtLocations, expected) => {
    expect(deriveAccessible({ serviceAtLocations })).toBe(expected)
  })

  it('reads a label with its value', () => {
    const accessibility = [{ accessibility: 'Wheelchair access', details: 'No' }]
    expect(deriveAccessible({ serviceAtLocations: [{ location: { precision: 'UNKNOWN', accessibility } }] })).toBe(
      false,
    )
  })
})
