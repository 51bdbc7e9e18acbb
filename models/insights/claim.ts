/** A text in the two languages of the product. */
export interface Wording {
  readonly ko: string;
  readonly en: string;
}

/** Claims whose tests are many looks at one question: false discoveries are bounded within each. */
export const FAMILIES = [
  'counts',
  'months',
  'weekdays',
  'hours',
  'stay',
  'access',
  'sites',
  'visiting',
] as const;
export type Family = (typeof FAMILIES)[number];

/** Bins of one dimension of `marts.claim_counts`, and what those customers are called. */
export interface NamedBins {
  readonly bins: readonly string[];
  readonly name: Wording;
}

/** Days of `marts.claim_volumes` by month (1 … 12) or weekday (Monday, 1), and what they are called. */
export interface NamedDays {
  readonly values: readonly number[];
  readonly name: Wording;
}

/** What `marts.claim_volumes` counts. */
export type VolumeMeasure =
  | 'registrants'
  | 'payers'
  | 'first_visitors'
  | 'first_visitor_payers'
  | 'door_events';

/** How a claim is tested, and on which rows. Each kind is one file of this folder. */
export type ClaimTest =
  /** Conversion of some bins less that of others, in shares. */
  | { kind: 'difference'; dimension: string; of: NamedBins; against: NamedBins }
  /** Share of those in some bins who paid less a fixed share. */
  | { kind: 'rate'; dimension: string; of: NamedBins; reference: number }
  /** Share of all customers of a dimension who are in some bins less a fixed share. */
  | { kind: 'share'; dimension: string; of: NamedBins; reference: number }
  /** Standard deviation of the conversion over all bins, in shares. */
  | { kind: 'homogeneity'; dimension: string; name: Wording }
  /** Conversion of one bin less that of all others, the bin named in advance or the most extreme one. */
  | {
      kind: 'standout';
      dimension: string;
      extreme: 'highest' | 'lowest';
      bin?: string;
      name: Wording;
    }
  /** How many more there are a day on some days than on others: 0.2 is a fifth more. */
  | { kind: 'volume'; measure: VolumeMeasure; by: 'month' | 'weekday'; of: NamedDays; against: NamedDays }
  /** How many more there are in each of some bins than in the fullest of all others. */
  | { kind: 'peak'; dimension: string; count: 'registrants' | 'payers'; of: NamedBins };

/** Something said about the customers, and what would make it true. */
export interface Claim {
  readonly id: string;
  /** Where it is said: sections of spec/trial-conversion.md. */
  readonly source: string;
  readonly family: Family;
  /** The claim itself, a clause without a full stop; the Korean one ends in 다. */
  readonly claim: Wording;
  /** What is estimated, with its unit. */
  readonly estimand: string;
  readonly test: ClaimTest;
  /** Where the effect must lie for the claim to hold; `within`: closer to 0 than the smallest effect. */
  readonly direction: 'above' | 'below' | 'within';
  /** The least effect that would matter to whoever acts on the claim, at least 0. */
  readonly smallestEffect: number;
  /** Why a source may have no rows for it, where that is no chance. */
  readonly withoutRows?: Wording;
}
