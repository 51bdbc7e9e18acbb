import type { SegmentProfile } from '../../models/segments/profile-segments.ts';
import type { SegmentReport } from '../../models/segments/segment-report.ts';

function makeProfile(
  segment: string,
  customers: number,
  change: Partial<SegmentProfile> = {},
): SegmentProfile {
  return {
    segment,
    customers,
    share: customers / 100,
    femaleShare: 0.75,
    ageCode: 3.8,
    affiliatesUsed: 5.81,
    annualAmount: 5_810_000,
    paymentAmount: 1_920_000,
    retailRows: 216.8,
    partnerRows: 17,
    payments: 32.5,
    heavyPayerShare: 0.69,
    onlineShare: 0.5,
    lapsedShare: 0.1,
    lifetimeValue: 2_380_000,
    rowsByAffiliate: { A02: 150, A06: 60 },
    anchors: ['A02', 'A06'],
    ...change,
  };
}

/** Segments of a hundred customers on a frozen night: one moved, three are empty, one affiliate is new. */
export const SEGMENTS: SegmentReport = {
  fit: {
    reason: 'frozen',
    drift: 1.004,
    fittedAsOf: '2026-11-01',
    customers: 96,
    table: [
      { k: 6, inertia: 1_300, silhouette: 0.21, seedAri: 0.93, bootstrapAri: 0.85 },
      { k: 12, inertia: 900, silhouette: null, seedAri: 0.7, bootstrapAri: 0.49 },
    ],
    seedAri: 0.7,
    bootstrapAri: 0.49,
    personaUse: 'descriptive-only',
    matches: [],
  },
  unknownAffiliates: ['F01'],
  unknownGender: 4,
  unknownAge: 2,
  everyone: makeProfile('everyone', 100),
  segments: [
    {
      segment: 'S00',
      persona: 'never-seen',
      type: 'entry',
      name: { ko: '이용 기록 없음', en: 'never seen' },
      profile: makeProfile('S00', 3, { femaleShare: null, ageCode: null, anchors: [], lifetimeValue: null }),
    },
    {
      segment: 'S01',
      persona: 'online-grocer',
      type: 'loyal',
      name: { ko: '온라인 장보기 엄마', en: 'online-grocery mother' },
      profile: makeProfile('S01', 60),
    },
    {
      segment: 'S02',
      persona: 'lapsed-customer',
      type: 'churn-risk',
      name: { ko: '발길이 끊긴 고객', en: 'lapsed customer' },
      profile: makeProfile('S02', 37),
    },
  ],
  unusual: ['상품권', '완구', '축산물', '과일', '채소'].map((category, place) => ({
    segment: 'S01',
    category,
    value: 9,
    bound: 4,
    lift: 4.2 - place / 2,
  })),
  map: {
    points: [
      { segment: 'S01', x: 1, y: 0.5 },
      { segment: 'S02', x: -1.5, y: -0.5 },
    ],
    x: { share: 0.6, high: ['num_pur2', 'A02'], low: [] },
    y: { share: 0.2, high: ['online_friendly'], low: ['how_many_cop'] },
  },
  change: {
    since: '2026-11-21',
    segments: ['S00', 'S01', 'S02'],
    migration: [
      [3, 0, 0],
      [0, 60, 1],
      [0, 0, 35],
    ],
    shared: 99,
    moved: 1,
    movedShare: 1 / 99,
    entered: 1,
    left: 0,
    created: [],
    retired: [],
  },
};
