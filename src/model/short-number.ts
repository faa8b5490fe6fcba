// Ofcom's national numbering plan: what is rung by three to six digits anywhere in the country.
const SHORT = /^(?:999|112|101|105|111|119|159|116\d{3}|118\d{3}|1800[0-2])$/

/** Whether these are the digits of a short number that can be rung anywhere in the United Kingdom, such as 111 or 116 123; spaces are passed over. Such numbers have no form in E.164. */
export function isShortNumber(number: string): boolean {
  return SHORT.test(number.replaceAll(/\s/g, ''))
}

/** Whether these are the digits of a code that text messages are sent to in the United Kingdom, such as 85258. Local numbers without their area code may look alike: only what stands around them says which they are. */
export function isTextCode(number: string): boolean {
  return /^[678]\d{4}$/.test(number.replaceAll(/\s/g, ''))
}
