import type { EarlierPublication } from '../contracts/run.ts';
import { addDays } from '../days.ts';
import type { Arm } from './arms.ts';

/** The life of a trial with all that follows it: what lies further back limits nothing. */
const PAST_DAYS = 31;

/** Of publications, newest first, those that limit what is planned as of a day; the newest says where to go on. */
export function keepRecent(publications: readonly EarlierPublication[], asOf: string): EarlierPublication[] {
  const oldest = addDays(asOf, -PAST_DAYS);
  return publications.filter(({ asOf: day }, place) => place === 0 || day > oldest);
}

/** A row of an earlier publication, of either arm: whom it was planned for counts, not who was written to. */
export interface EarlierRow {
  customer: string;
  action: string;
  arm: Arm;
  /** As-of of its publication. */
  asOf: string;
}

/** What one customer was planned for before. */
export interface PastOfCustomer {
  /** Rows of the last seven days. */
  thisWeek: number;
  /** By action: how often, and the arm of the first time, which stays. */
  actions: ReadonlyMap<string, { times: number; arm: Arm }>;
}

/** Earlier rows by customer, as known in the night before `asOf`. */
export function collectPast(rows: readonly EarlierRow[], asOf: string): Map<string, PastOfCustomer> {
  const [oldest, weekAgo] = [addDays(asOf, -PAST_DAYS), addDays(asOf, -7)];
  const past = new Map<string, { thisWeek: number; actions: Map<string, { times: number; arm: Arm }> }>();
  for (const { customer, action, arm, asOf: day } of rows.filter((row) => row.asOf > oldest).sort(byDay)) {
    const known = past.get(customer) ?? { thisWeek: 0, actions: new Map() };
    past.set(customer, known);
    if (day > weekAgo) known.thisWeek += 1;
    const first = known.actions.get(action);
    known.actions.set(action, { times: (first?.times ?? 0) + 1, arm: first?.arm ?? arm });
  }
  return past;
}

function byDay(left: EarlierRow, right: EarlierRow): number {
  return left.asOf < right.asOf ? -1 : left.asOf > right.asOf ? 1 : 0;
}
