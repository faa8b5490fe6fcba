/** The text with every run of spaces and line breaks as one space. A space that stands alone is passed over: most do. */
export function joinSpaces(text: string): string {
  return text.replaceAll(/\s{2,}|[^\S ]/g, ' ')
}
