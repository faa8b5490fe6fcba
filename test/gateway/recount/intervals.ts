const Z = 1.959963984540054

/** Wilson's 95 % interval of a share. */
export function wilson(part: number, whole: number): readonly [low: number, high: number] {
  const p = part / whole
  const middle = p + (Z * Z) / (2 * whole)
  const half = Z * Math.sqrt((p * (1 - p)) / whole + (Z * Z) / (4 * whole * whole))
  const scale = 1 + (Z * Z) / whole
  return [(middle - half) / scale, (middle + half) / scale]
}

/** The 95 % interval of a count: exact under 10, else Byar's. */
export function poisson(count: number): readonly [low: number, high: number] {
  if (count >= 10) {
    const byar = (n: number, sign: number): number => n * (1 - 1 / (9 * n) + (sign * Z) / (3 * Math.sqrt(n))) ** 3
    return [byar(count, -1), byar(count + 1, 1)]
  }
  const solve = (isAbove: (mean: number) => boolean): number => {
    let [low, high] = [0, 40]
    for (let step = 0; step < 100; step += 1) {
      const middle = (low + high) / 2
      if (isAbove(middle)) high = middle
      else low = middle
    }
    return low
  }
  return [
    count === 0 ? 0 : solve((mean) => 1 - atMost(count - 1, mean) > 0.025),
    solve((mean) => atMost(count, mean) < 0.025),
  ]
}

/** The chance of so many or fewer where the mean is that. */
function atMost(count: number, mean: number): number {
  let [term, sum] = [Math.exp(-mean), 0]
  for (let n = 0; n <= count; n += 1) {
    sum += term
    term *= mean / (n + 1)
  }
  return sum
}
