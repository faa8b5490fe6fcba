/** Bounds, both included. */
export interface Interval {
  readonly low: number
  readonly high: number
}

/** 97.5th percentile of the standard normal distribution. */
const Z = 1.959963984540054
/** Below this count the Poisson interval is exact; from it on Byar's approximation holds to a fraction of a per cent. */
const EXACT_BELOW = 10
const TAIL = 0.025

/** 95 % interval of a Poisson count: exact (by the χ² relation) where the count is under 10, else Byar's approximation. */
export function poissonInterval(count: number): Interval {
  if (count < EXACT_BELOW) {
    return {
      low: count === 0 ? 0 : solveMean((mean) => 1 - poissonCdf(count - 1, mean), TAIL),
      high: solveMean((mean) => 1 - poissonCdf(count, mean), 1 - TAIL),
    }
  }
  return { low: byar(count, -Z), high: byar(count + 1, Z) }
}

/** Wilson's 95 % score interval of a share; undefined where the denominator is 0. */
export function wilsonInterval(numerator: number, denominator: number): Interval | undefined {
  if (denominator === 0) return undefined
  const share = numerator / denominator
  const square = (Z * Z) / denominator
  const centre = share + square / 2
  const spread = Z * Math.sqrt((share * (1 - share)) / denominator + square / (4 * denominator))
  return {
    low: numerator === 0 ? 0 : (centre - spread) / (1 + square),
    high: numerator === denominator ? 1 : (centre + spread) / (1 + square),
  }
}

function byar(count: number, z: number): number {
  return count * (1 - 1 / (9 * count) + z / (3 * Math.sqrt(count))) ** 3
}

/** The chance of at most `count` where `mean` are expected. */
function poissonCdf(count: number, mean: number): number {
  let term = Math.exp(-mean)
  let sum = term
  for (let seen = 1; seen <= count; seen++) {
    term *= mean / seen
    sum += term
  }
  return sum
}

/** The mean at which a chance that rises with it reaches `chance`, by bisection; counts here are under 10, means under 40. */
function solveMean(rising: (mean: number) => number, chance: number): number {
  let [low, high] = [0, 40]
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    if (rising(middle) < chance) low = middle
    else high = middle
  }
  return (low + high) / 2
}
