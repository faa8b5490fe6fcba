import { type GeographyHolder, holdGeography } from '../../geography/geography.ts'
import { isDamage } from '../../store/damage.ts'
import { openGeographyRows } from '../../store/geography-file.ts'
import { type GeographySalvage, salvageGeography } from '../../store/salvage-geography.ts'

/** The geography of the writer's thread, which mends its file where that is damaged. */
export interface SoundGeography {
  readonly holder: GeographyHolder
  /** What was taken out of a damaged file when it was opened; undefined where it was sound. */
  readonly salvaged: GeographySalvage | undefined
  /** Puts a new file with what can be read in the place of the damaged one, and takes it up. */
  mend(): GeographySalvage | undefined
}

/** Holds what is imported; a file that is damaged is mended first. CatalogueFileError where it is no geography. */
export function holdSoundGeography(file: string, isStopping: () => boolean): SoundGeography {
  const salvage = (): GeographySalvage | undefined => salvageGeography(file, new Date(), isStopping)
  const hold = (): GeographyHolder => holdGeography(() => openGeographyRows(file))
  function holdSound(): Pick<SoundGeography, 'holder' | 'salvaged'> {
    try {
      return { holder: hold(), salvaged: undefined }
    } catch (error) {
      if (!isDamage(error)) throw error
      const salvaged = salvage()
      return { holder: hold(), salvaged }
    }
  }
  const { holder, salvaged } = holdSound()
  return {
    holder,
    salvaged,
    mend() {
      const mended = salvage()
      holder.reopen()
      return mended
    },
  }
}
