/**
 * The districts of each postcode area of Royal Mail: numbers, ranges of them, and numbers with the letters that may follow
 * (`1ABE` is 1A, 1B and 1E). They are the 2,856 of the list of outcodes that Gibbs/uk-postcodes published in November 2017,
 * and five that it lacks (N1P, NW1W, NW26, SE1P, W1A). Of a district that came later nothing is lost: a postcode there is read
 * as it is stated, only letters for figures in its first half are not put right. How to renew them: docs/recipes.md, "Renew the postcode districts".
 */
const DISTRICTS = `
  AB 10-16 21-25 30-39 41-45 51-56
  AL 1-10
  B 1-21 23-38 40 42-50 60-80 90-98
  BA 1-16 20-22
  BB 1-12 18
  BD 1-24
  BH 1-25 31
  BL 0-9
  BN 1-3 5-18 20-27 41-45
  BR 1-8
  BS 1-11 13-16 20-32 34-37 39-41 48-49 99
  BT 1-49 51-57 60-71 74-82 92-94
  CA 1-28
  CB 1-11 21-25
  CF 3 5 10-11 14-15 23-24 31-48 61-64 71-72 81-83
  CH 1-8 41-49 60-66
  CM 0-9 11-24 77
  CO 1-16
  CR 0 2-9
  CT 1-21
  CV 1-13 21-23 31-37 47
  CW 1-12
  DA 1-18
  DD 1-11
  DE 1 3-7 11-15 21-24 45 55-56 65 72-75
  DG 1-14 16
  DH 1-9
  DL 1-17
  DN 1-12 14-22 31-41
  DT 1-11
  DY 1-14
  E 1-18 20 1W
  EC 1-4 1AMNRVY 2AMNPRVY 3AMNPRV 4AMNRVY
  EH 1-49 51-55
  EN 1-11
  EX 1-24 31-39
  FK 1-21
  FY 1-8
  G 1-5 11-15 20-23 31-34 40-46 51-53 60-69 71-74 76-78 81-84
  GL 1-20 50-56
  GU 1-35 46-47 51-52
  GY 1-9
  HA 0-9
  HD 1-9
  HG 1-5
  HP 1-23 27
  HR 1-9
  HS 1-9
  HU 1-20
  HX 1-7
  IG 1-11
  IM 1-9
  IP 1-33
  IV 1-28 30-32 36 40-49 51-56 63
  JE 1-4
  KA 1-30
  KT 1-24
  KW 1-3 5-17
  KY 1-16
  L 1-40 69-70
  LA 1-23
  LD 1-8
  LE 1-19 65 67
  LL 11-49 51-78
  LN 1-13
  LS 1-29
  LU 1-7
  M 1-9 11-35 38 40-41 43-46 60 90
  ME 1-20
  MK 1-19 40-46
  ML 1-12
  N 1-22 1CP
  NE 1-13 15-49 61-71 99
  NG 1-25 31-34
  NN 1-18 29
  NP 4 7-8 10-13 15-16 18-20 22-26 44
  NR 1-35
  NW 1-11 26 1W
  OL 1-16
  OX 1-18 20 25-29 33 39 44 49
  PA 1-38 41-49 60-78
  PE 1-16 19-38
  PH 1-26 30-36 38-44 49-50
  PL 1-35
  PO 1-22 30-41
  PR 1-9 25-26
  RG 1-2 4-10 12 14 17-31 40-42 45
  RH 1-20
  RM 1-20
  S 1-14 17-18 20-21 25-26 32-33 35-36 40-45 60-66 70-75 80-81
  SA 1-20 31-48 61-73
  SE 1-28 1P
  SG 1-19
  SK 1-17 22-23
  SL 0-9
  SM 1-7
  SN 1-16 25-26
  SO 14-24 30-32 40-43 45 50-53
  SP 1-11
  SR 1-9
  SS 0-9 11-17
  ST 1-21
  SW 1-20 1AEHPVWXY
  SY 1-25
  TA 1-24
  TD 1-15
  TF 1-13
  TN 1-40
  TQ 1-14
  TR 1-27
  TS 1-29
  TW 1-20
  UB 1-11
  W 1-14 1ABCDFGHJKMSTUW
  WA 1-16
  WC 1-2 1ABEHNRVX 2ABEHNR
  WD 1-7 17-19 23-25
  WF 1-17
  WN 1-8
  WR 1-15
  WS 1-15
  WV 1-16
  YO 1 7-8 10-19 21-26 30-32 41-43 51 60-62
  ZE 1-3
`

const districtsOf: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  DISTRICTS.trim()
    .split('\n')
    .map((line) => {
      const [area = '', ...parts] = line.trim().split(' ')
      return [area, new Set(parts.flatMap(districtsIn))]
    }),
)

/** Whether the first half of a postcode, in capitals, is one of these districts; `area` is its first letters, `district` what follows them (`1A` of `W1A`). One that is newer than the list is none. */
export function isPostcodeDistrict(area: string, district: string): boolean {
  return districtsOf.get(area)?.has(district) === true
}

function districtsIn(part: string): readonly string[] {
  const [from = '', to = from] = part.split('-')
  const [, figures = '', letters = ''] = /^(\d+)([A-Z]*)$/.exec(from) ?? []
  if (letters !== '') return [...letters].map((letter) => `${figures}${letter}`)
  return Array.from({ length: Number(to) - Number(figures) + 1 }, (_, index) => String(Number(figures) + index))
}
