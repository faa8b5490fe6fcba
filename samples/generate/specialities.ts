// What an organization's name promises, and the terms (by the start of their code) of the services it may therefore run.
// The first line that fits counts; a name that fits none may run anything its kind runs.
const SPECIALITIES: readonly (readonly [name: RegExp, terms: RegExp])[] = [
  [/Advice Network$/, /^61[12]/],
  [/Carers Centre$/, /^52/],
  [/Mind Alliance$/, /^11|^323/],
  [/Women and Families$/, /^821/],
  [/Law Centre$/, /^613/],
  [/^Haven Housing/, /^63/],
  [/Speaks Up$/, /^614/],
  [/Victim Care$/, /^822/],
  [/Recovery$/, /^131/],
  [/Bereavement Care$/, /^224/],
  [/Mentors$/, /^321/],
  [/Refugee Action$/, /^831|^643/],
  [/Crisis Line$/, /^113/],
  [/Youth Information$/, /^322/],
  [/Gambling Help$/, /^132/],
  [/– Leisure$/, /^71|^121|^223/],
  [/– Children and Families$/, /^2|^31|^32|^522/],
  [/– Libraries$/, /^64|^211|^623/],
  [/– Adult Social Care$/, /^42|^51|^121/],
  [/– Housing$/, /^63|^42/],
  [/Council$/, /^6[12]|^8|^12|^623/],
  [/Primary Care Network$|NHS Trust$/, /^1|^213|^323|^413|^512|^521|^711/],
  [/(Sports Club|Harriers)$/, /^71|^31|^513|^223/],
  [/(Arts Society|Players)$/, /^72|^313|^832/],
  [/Social Club$/, /^414|^512|^513|^713|^715|^72/],
  [/(Care Ltd|Homecare Limited)$/, /^42|^523|^511/],
  [/Learning Ltd$/, /^212|^313|^511/],
  [/Fitness Ltd$/, /^71|^313|^124/],
  [/Services Ltd$/, /^42|^632|^813|^212/],
  [/Assist Limited$/, /^421|^511|^523|^111|^424/],
  [/Wellbeing CIC$/, /^1|^71|^72|^413|^41/],
]

/** Whether an organization of this name plausibly runs a service of this term. */
export function isSpeciality(organizationName: string, term: string): boolean {
  const speciality = SPECIALITIES.find(([name]) => name.test(organizationName))
  return speciality === undefined || speciality[1].test(term)
}
