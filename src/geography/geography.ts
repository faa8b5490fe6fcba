// Areas, boundaries and postcodes as they stand: what is built in, corrected and extended by what was imported.
import type { Area } from './area.ts'
import { createBoundaryIndex, type Outline } from './boundary-index.ts'
import { type BuiltInAreas, readBuiltInAreas } from './built-in-areas.ts'
import { createSmallAreaLookup, type SmallAreaLookup } from './create-small-area-lookup.ts'
import { createGazetteer, type Gazetteer } from './gazetteer.ts'
import { hashOf } from '../model/hash-of.ts'
import { RULE_VERSIONS } from '../model/rule-versions.ts'
import { mergeAreas } from './merge-area.ts'
import { noPostcodes, type PostcodeDirectory } from './postcode-directory.ts'
import type { PostcodeEntry } from '../model/postcode-entry.ts'
import { postcodeKey } from './postcode.ts'
import type { SmallArea } from './read-small-areas.ts'
import { areasOn, pendingOn } from './succession.ts'

let read: BuiltInAreas | undefined

function builtIn(): BuiltInAreas {
  return (read ??= readBuiltInAreas())
}

/** Areas, boundaries and postcodes as they stand: the built-in, corrected and extended by what was imported. */
export interface Geography {
  readonly gazetteer: Gazetteer
  readonly postcodes: PostcodeDirectory
  /** Imported ones, in order of code. */
  readonly smallAreas: readonly SmallArea[]
  /** Those of them that lie in an area. */
  readonly smallAreasIn: SmallAreaLookup
  /** Equal version: every record would be placed alike. */
  readonly version: string
  /** Equal: whatever places records is the same, though its people may be others. */
  readonly placing: string
  close(): void
}

/** What was imported, as whoever keeps it has it; the shapes are those of this room. */
export interface ImportedGeography {
  /** Equal version: the same import. */
  readonly version: string
  /** Equal: whatever places records is the same. */
  readonly placing: string
  areas<T>(): readonly T[]
  smallAreas<T>(): readonly T[]
  outlines<T>(): ReadonlyMap<string, T>
  /** By `postcodeKey`; undefined where it was not imported. */
  findPostcode(key: string): Omit<PostcodeEntry, 'postcode'> | undefined
  /** All postcodes of an outcode, those in the same areas together; empty where none was imported. */
  findOutcode(outcode: string): readonly PostcodesInAreas[]
  close(): void
}

/** Postcodes that lie in the same areas. */
interface PostcodesInAreas {
  /** Codes, the innermost first. */
  readonly areas: readonly string[]
  /** How many of them have a point; `south` and `west` are the sums of their latitudes and longitudes. */
  readonly placed: number
  readonly south: number
  readonly west: number
}

/** The geography with what was imported, or the built-in alone where nothing was, as it stands on a day (`YYYY-MM-DD`). */
export function createGeography(imported: ImportedGeography | undefined, today = dayOf(new Date())): Geography {
  const { areas, ambiguousNames } = builtIn()
  const gazetteer = createGazetteer(areasOn(today, mergeAreas(areas, imported?.areas<Area>() ?? [])), {
    ambiguousNames,
    ...(imported === undefined ? {} : { boundaries: createBoundaryIndex(imported.outlines<Outline>()) }),
  })
  const smallAreas = imported?.smallAreas<SmallArea>() ?? []
  return {
    gazetteer,
    postcodes: imported === undefined ? noPostcodes : createDirectory(imported),
    smallAreas,
    smallAreasIn: createSmallAreaLookup(smallAreas, gazetteer),
    version: versionOf(imported, imported?.version, today),
    placing: versionOf(imported, imported?.placing, today),
    close: () => imported?.close(),
  }
}

/** A geography that can be taken up again when its file was replaced. */
export interface GeographyHolder {
  current(): Geography
  /** Takes the file up as it is now; whether that changed anything. */
  reload(): boolean
  /** Takes up the file that lies under its path now, whatever its version. */
  reopen(): void
  close(): void
}

/** Holds the geography for one thread; `open` reads what is imported now. */
export function holdGeography(
  open: () => ImportedGeography | undefined,
  today = (): string => dayOf(new Date()),
): GeographyHolder {
  let current = createGeography(open(), today())
  function takeUp(imported: ImportedGeography | undefined): void {
    const before = current
    current = createGeography(imported, today())
    before.close()
  }
  return {
    current: () => current,
    reload() {
      const imported = open()
      if (versionOf(imported, imported?.version, today()) === current.version) {
        imported?.close()
        return false
      }
      takeUp(imported)
      return true
    },
    reopen: () => takeUp(open()),
    close: () => current.close(),
  }
}

function versionOf(imported: ImportedGeography | undefined, version: string | undefined, today: string): string {
  // A change of areas whose day has come is another geography, though nothing was imported.
  const pending = pendingOn(today, imported?.areas<Area>() ?? [])
  return hashOf([RULE_VERSIONS.placing, builtIn(), version ?? '', ...pending])
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10)
}

function createDirectory(imported: ImportedGeography): PostcodeDirectory {
  return {
    find(postcode) {
      const key = postcodeKey(postcode)
      const entry = imported.findPostcode(key)
      return entry === undefined ? undefined : { postcode: `${key.slice(0, -3)} ${key.slice(-3)}`, ...entry }
    },
    findOutcode(outcode) {
      const lists = imported.findOutcode(postcodeKey(outcode))
      const [first, ...others] = lists
      if (first === undefined) return undefined
      const sum = (of: 'south' | 'west' | 'placed'): number => lists.reduce((total, list) => total + list[of], 0)
      const placed = sum('placed')
      return {
        areas: first.areas.filter((code) => others.every(({ areas }) => areas.includes(code))),
        ...(placed === 0 ? {} : { latitude: sum('south') / placed, longitude: sum('west') / placed }),
      }
    },
  }
}
