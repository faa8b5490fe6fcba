/** Names written as words in lines, one by one. */
export function fieldNames(...lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => line.split(' '))
}
