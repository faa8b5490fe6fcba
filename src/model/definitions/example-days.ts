/** Twelve services and when each is open. */
export const EXAMPLE_HOURS = {
  title: 'Opening hours of twelve services',
  note: 'As their schedules state them, every week; Tuesday 24 November 2026 at 10:00 is asked for.',
  columns: { service: 'Service', days: 'Days', opens: 'Opens', closes: 'Closes' },
  rows: [
    { service: 1, days: 'TU', opens: '09:00', closes: '12:00' },
    { service: 2, days: 'MO,TU,WE,TH,FR', opens: '09:00', closes: '17:00' },
    { service: 3, days: 'TU,TH', opens: '10:00', closes: '11:00' },
    { service: 4, days: 'TU', opens: '13:00', closes: '15:00' },
    { service: 5, days: 'WE', opens: '09:00', closes: '12:00' },
    { service: 6, days: 'SA,SU', opens: '09:00', closes: '17:00' },
    { service: 7 },
    { service: 8, days: 'TU', opens: '09:00', closes: '09:45' },
    { service: 9, days: 'MO', opens: '10:00', closes: '12:00' },
    { service: 10 },
    { service: 11, days: 'TU,WE', opens: '08:00', closes: '18:00' },
    { service: 12 },
  ],
} as const

/** Twelve changes of two days. */
export const EXAMPLE_CHANGES = {
  title: 'Changes of two days',
  note: 'Changes since 2 November 2026 are asked for.',
  columns: { change: 'Change', at: 'Visible from', kind: 'Kind', name: 'Of' },
  rows: [
    { change: 1, at: '2026-11-01T06:00:00.000Z', kind: 'ADDED', name: 'Art Club' },
    { change: 2, at: '2026-11-01T06:00:00.000Z', kind: 'ADDED', name: 'Bowls' },
    { change: 3, at: '2026-11-01T06:00:00.000Z', kind: 'UPDATED', name: 'Choir' },
    { change: 4, at: '2026-11-02T06:00:00.000Z', kind: 'ADDED', name: 'Darts' },
    { change: 5, at: '2026-11-02T06:00:00.000Z', kind: 'UPDATED', name: 'Art Club' },
    { change: 6, at: '2026-11-02T06:00:00.000Z', kind: 'UPDATED', name: 'Bowls' },
    { change: 7, at: '2026-11-02T06:00:00.000Z', kind: 'REMOVED', name: 'Choir' },
    { change: 8, at: '2026-11-02T06:01:00.000Z', kind: 'MERGED', name: 'Darts' },
    { change: 9, at: '2026-11-02T06:01:00.000Z', kind: 'SPLIT', name: 'Fencing' },
    { change: 10, at: '2026-11-02T18:00:00.000Z', kind: 'UPDATED', name: 'Darts' },
    { change: 11, at: '2026-11-02T18:00:00.000Z', kind: 'CONTACT_CHANGED', name: 'Darts' },
    { change: 12, at: '2026-11-02T18:00:00.000Z', kind: 'ADDED', name: 'Gardening' },
  ],
} as const
