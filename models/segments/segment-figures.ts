import type { SegmentProfile } from './profile-segments.ts';

/** Figures of one segment that persona rules may ask for; ratios are to everyone's mean. */
export const SEGMENT_FIGURES = [
  'share',
  'femaleShare',
  'ageCode',
  'affiliatesRatio',
  'amountRatio',
  'rowsRatio',
  'ticketRatio',
  'heavyPayerShare',
  'onlineShare',
  'lapsedShare',
  'lifetimeRatio',
] as const;

/** Figures by name; `rowShare:A01` is the part of a segment's rows at A01, `lift:A01` that over everyone's part. */
export type SegmentFigures = ReadonlyMap<string, number>;

/** The figures that are known of a segment: what nobody knows, or has nothing to be compared with, is left out. */
export function computeSegmentFigures(profile: SegmentProfile, everyone: SegmentProfile): SegmentFigures {
  const rows = sumRows(profile);
  const allRows = sumRows(everyone);
  const figures: [string, number | null][] = [
    ['share', profile.share],
    ['femaleShare', profile.femaleShare],
    ['ageCode', profile.ageCode],
    ['affiliatesRatio', divide(profile.affiliatesUsed, everyone.affiliatesUsed)],
    ['amountRatio', divide(profile.annualAmount, everyone.annualAmount)],
    ['rowsRatio', divide(rows, allRows)],
    ['ticketRatio', divide(divide(profile.annualAmount, rows), divide(everyone.annualAmount, allRows))],
    ['heavyPayerShare', profile.heavyPayerShare],
    ['onlineShare', profile.onlineShare],
    ['lapsedShare', profile.lapsedShare],
    ['lifetimeRatio', divide(profile.lifetimeValue, everyone.lifetimeValue)],
  ];
  for (const [code, count] of Object.entries(profile.rowsByAffiliate)) {
    const part = divide(count, rows);
    figures.push([`rowShare:${code}`, part]);
    figures.push([`lift:${code}`, divide(part, divide(everyone.rowsByAffiliate[code] ?? 0, allRows))]);
  }
  return new Map(figures.filter((figure): figure is [string, number] => figure[1] !== null));
}

function sumRows({ rowsByAffiliate }: SegmentProfile): number {
  return Object.values(rowsByAffiliate).reduce((sum, count) => sum + count, 0);
}

function divide(part: number | null, whole: number | null): number | null {
  return part === null || whole === null || whole === 0 ? null : part / whole;
}
