const TO_JOIN = /\s\s|[^\S ]/

/** The text with every run of spaces and line breaks as one space. Most texts have none that is not one already. */
export function joinSpaces(text: string): string {
  return TO_JOIN.test(text) ? text.replaceAll(/\s+/g, ' ') : text
}
