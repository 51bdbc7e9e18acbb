import { z } from 'zod';
import type { CustomerActivity } from './customer-activity.ts';

/** Means and shares of one segment, or of everyone; null where nothing is known of any member. */
export const SegmentProfile = z.strictObject({
  segment: z.string(),
  customers: z.int(),
  /** Of all customers. */
  share: z.number(),
  /** Of the members whose gender is known. */
  femaleShare: z.number().nullable(),
  /** 2 = 20s … 7 = 70s, mean of those known. */
  ageCode: z.number().nullable(),
  affiliatesUsed: z.number(),
  /** Money per customer and year, and what of it went through payments. */
  annualAmount: z.number(),
  paymentAmount: z.number(),
  /** Rows per customer in the three scopes. */
  retailRows: z.number(),
  partnerRows: z.number(),
  payments: z.number(),
  /** Share of members with 12 payments a year or more. */
  heavyPayerShare: z.number(),
  onlineShare: z.number().nullable(),
  /** Share of members who have not been seen for 90 days; of those with rows. */
  lapsedShare: z.number().nullable(),
  lifetimeValue: z.number().nullable(),
  /** Rows per customer by affiliate code. */
  rowsByAffiliate: z.record(z.string(), z.number()),
  /** Affiliates with the most rows, until they have four fifths of them, four at most. */
  anchors: z.array(z.string()),
});
/** Means and shares of one segment, or of everyone. */
export type SegmentProfile = z.infer<typeof SegmentProfile>;

/** What profiles are made of, one entry per customer of the activity. */
export interface ProfileInputs {
  readonly activity: CustomerActivity;
  /** Segment id. */
  readonly segments: readonly string[];
  /** `female`, `male`, anything else is unknown. */
  readonly genders: ArrayLike<string | null>;
  /** `20s` … `70s`, anything else is unknown. */
  readonly ageBands: ArrayLike<string | null>;
  readonly annualAmount: ArrayLike<number>;
  readonly paymentAmount: ArrayLike<number>;
  /** Days since the last row; NaN without. */
  readonly recencyDays: ArrayLike<number>;
  /** NaN where there is none. */
  readonly lifetimeValue: ArrayLike<number>;
}

/** The name of everyone's profile. */
export const EVERYONE = 'everyone';

const HEAVY_PAYMENTS = 12;
const LAPSED_DAYS = 90;
const ANCHOR_SHARE = 0.8;
const MOST_ANCHORS = 4;

/** A profile of everyone, and one of each segment in order of its id. */
export function profileSegments(inputs: ProfileInputs): {
  everyone: SegmentProfile;
  segments: SegmentProfile[];
} {
  const members = new Map<string, number[]>();
  inputs.segments.forEach((id, row) => {
    const rows = members.get(id) ?? [];
    members.set(id, rows);
    rows.push(row);
  });
  const ids = [...members.keys()].sort();
  return {
    everyone: profileRows(EVERYONE, Array.from(inputs.segments.keys()), inputs),
    segments: ids.map((id) => profileRows(id, members.get(id)!, inputs)),
  };
}

function profileRows(segment: string, rows: readonly number[], inputs: ProfileInputs): SegmentProfile {
  const { activity } = inputs;
  const mean = (of: (row: number) => number) => meanOf(rows, of) ?? 0;
  const width = activity.affiliates.length;
  const byAffiliate = activity.affiliates.map((_, place) =>
    mean((row) => activity.rowsByAffiliate[row * width + place]!),
  );
  return {
    segment,
    customers: rows.length,
    share: rows.length / Math.max(1, activity.customers.length),
    femaleShare: meanOf(rows, (row) => readFlag(inputs.genders[row], 'female', 'male')),
    ageCode: meanOf(rows, (row) => Number(/^([2-7])0s$/.exec(inputs.ageBands[row] ?? '')?.[1])),
    affiliatesUsed: mean((row) => countUsed(activity, row)),
    annualAmount: mean((row) => inputs.annualAmount[row]!),
    paymentAmount: mean((row) => inputs.paymentAmount[row]!),
    retailRows: mean((row) => activity.retailRows[row]!),
    partnerRows: mean((row) => activity.partnerRows[row]!),
    payments: mean((row) => activity.payments[row]!),
    heavyPayerShare: mean((row) => (activity.payments[row]! >= HEAVY_PAYMENTS ? 1 : 0)),
    onlineShare: meanOf(rows, (row) => activity.onlineShare[row]!),
    lapsedShare: meanOf(rows, (row) => {
      const days = inputs.recencyDays[row]!;
      return Number.isNaN(days) ? Number.NaN : Number(days > LAPSED_DAYS);
    }),
    lifetimeValue: meanOf(rows, (row) => inputs.lifetimeValue[row]!),
    rowsByAffiliate: Object.fromEntries(
      activity.affiliates.map((code, place) => [code, byAffiliate[place]!]),
    ),
    anchors: findAnchors(activity.affiliates, byAffiliate),
  };
}

/** Mean of what is not NaN; null when all is. */
function meanOf(rows: readonly number[], of: (row: number) => number): number | null {
  let sum = 0;
  let known = 0;
  for (const row of rows) {
    const value = of(row);
    if (Number.isNaN(value)) continue;
    sum += value;
    known++;
  }
  return known === 0 ? null : sum / known;
}

function readFlag(value: string | null | undefined, yes: string, no: string): number {
  if (value === yes) return 1;
  return value === no ? 0 : Number.NaN;
}

function countUsed({ affiliates, rowsByAffiliate }: CustomerActivity, row: number): number {
  let used = 0;
  for (let cell = row * affiliates.length; cell < (row + 1) * affiliates.length; cell++) {
    if (rowsByAffiliate[cell]! > 0) used++;
  }
  return used;
}

function findAnchors(affiliates: readonly string[], rows: readonly number[]): string[] {
  const total = rows.reduce((sum, count) => sum + count, 0);
  const ranked = Array.from(rows.keys()).sort((one, other) => rows[other]! - rows[one]! || one - other);
  const anchors: string[] = [];
  let covered = 0;
  for (const place of ranked) {
    if (covered >= ANCHOR_SHARE * total || rows[place] === 0 || anchors.length === MOST_ANCHORS) break;
    anchors.push(affiliates[place]!);
    covered += rows[place]!;
  }
  return anchors;
}
