import type { LabelledType } from '../../model/labels.ts'

/** Labels of codes in Welsh, where the search and what may be embedded show them. UNREVIEWED, as all of `welsh.ts`. */
export const WELSH_LABELS: Readonly<Partial<Record<LabelledType, Readonly<Record<string, string>>>>> = {
  FeedState: {
    FRESH: 'Yn gyfredol',
    STALE: 'Heb ei ddiweddaru',
    PARTIAL: 'Wedi’i ddarllen yn rhannol',
    MISSING: 'Dim byd ar gael',
  },
  AttendingType: {
    IN_PERSON: 'Yn bersonol',
    ONLINE: 'Ar-lein',
    PHONE: 'Dros y ffôn',
    HOME_VISIT: 'Gartref',
  },
  DeliveryClass: {
    SITE: 'Mewn lle',
    SITE_AND_AREA: 'Mewn lle, ar gyfer ardal',
    AREA_ONLY: 'Mewn ardal, heb le',
    NATIONAL: 'I’r wlad gyfan',
    VIRTUAL: 'Ar-lein neu dros y ffôn',
    UNPLACED: 'Heb nodi ble',
  },
  Weekday: {
    MONDAY: 'Dydd Llun',
    TUESDAY: 'Dydd Mawrth',
    WEDNESDAY: 'Dydd Mercher',
    THURSDAY: 'Dydd Iau',
    FRIDAY: 'Dydd Gwener',
    SATURDAY: 'Dydd Sadwrn',
    SUNDAY: 'Dydd Sul',
  },
}
