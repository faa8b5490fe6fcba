/** Hands each connection to the next of those that take them, in turn. */
export interface HandOut<C> {
  /** Hands it on at once, or when somebody is free to take it. */
  hand(connection: C): void
  /** Has connections given to this one from now on, one at a time. */
  join(taker: Taker<C>): Seat
  /** How many connections are in nobody's hands. */
  waiting(): number
}

/** One that takes connections. */
interface Taker<C> {
  give(connection: C): void
  /** The connection that it was given is in its hands. */
  taken(connection: C): void
}

/** The place of one that takes connections. */
export interface Seat {
  /** It has the one it was given, and may be given another. */
  taken(): void
  /** Gives it none any more. */
  leave(): void
  /** It has ended: what was given and never taken goes to another. */
  end(): void
}

interface Place<C> {
  readonly taker: Taker<C>
  given: C | undefined
  hasLeft: boolean
}

/**
 * Connections in turn. Who is still to take one is passed over, so that one that is busy holds up no more than that; while
 * nobody is there all of them wait.
 */
export function createHandOut<C extends {}>(): HandOut<C> {
  const waiting: C[] = []
  /** Whose turn it is comes first. */
  let places: Place<C>[] = []
  function pump(): void {
    while (waiting.length > 0) {
      const free = places.find(({ given, hasLeft }) => given === undefined && !hasLeft)
      if (free === undefined) return
      places = [...places.filter((place) => place !== free), free]
      free.given = waiting.shift()
      if (free.given !== undefined) free.taker.give(free.given)
    }
  }
  return {
    hand(connection) {
      waiting.push(connection)
      pump()
    },
    join(taker) {
      const place: Place<C> = { taker, given: undefined, hasLeft: false }
      places = [place, ...places]
      pump()
      return {
        taken() {
          if (place.given !== undefined) taker.taken(place.given)
          place.given = undefined
          pump()
        },
        leave() {
          place.hasLeft = true
        },
        end() {
          places = places.filter((other) => other !== place)
          if (place.given !== undefined) waiting.unshift(place.given)
          pump()
        },
      }
    },
    waiting: () => waiting.length + places.filter(({ given }) => given !== undefined).length,
  }
}
