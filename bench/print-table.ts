/** Prints a heading and rows in columns: the first to the left, the rest to the right. */
export function printTable(
  title: string,
  columns: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): void {
  const lines = [columns, ...rows].map((row) => row.map(String)).filter((row) => row.some((cell) => cell !== ''))
  const widths = columns.map((_, column) => Math.max(...lines.map((row) => row[column]?.length ?? 0)))
  console.log(`\n${title}`)
  for (const row of lines)
    console.log(
      `  ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ')}`,
    )
}

/** A figure with so many digits behind the point. */
export function figure(value: number, digits = 1): string {
  return value.toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits })
}
