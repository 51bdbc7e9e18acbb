import { createRandom } from '../../../models/random.ts';
import type { CustomerActivity } from '../../../models/segments/customer-activity.ts';

/** Mean rows per affiliate of three kinds of customers: the hypermarket's, the department store's, the online mall's. */
const KINDS = [
  { rows: [2, 150, 10, 0, 0, 0, 12, 0], payments: 0, online: 0 },
  { rows: [60, 2, 0, 0, 0, 0, 0, 8], payments: 1, online: 0.02 },
  { rows: [1, 5, 0, 20, 40, 3, 0, 0], payments: 30, online: 0.9 },
] as const;
const CODES = ['A01', 'A02', 'A03', 'A04', 'A06', 'C01', 'D01', 'D02'];

/** Customers of three kinds in turn; every 50th has no row at all. `truth` is the kind, −1 without rows. */
export function plantActivity(
  customers: number,
  { seed = 1, affiliates = CODES }: { seed?: number; affiliates?: readonly string[] } = {},
): { activity: CustomerActivity; truth: number[] } {
  const random = createRandom(seed);
  const truth = Array.from({ length: customers }, (_, row) => (row % 50 === 49 ? -1 : row % 3));
  const around = (mean: number) => Math.round(mean * Math.exp(0.3 * random.normal()));
  const byCode = truth.map((kind) => {
    const means = KINDS[kind]?.rows ?? [];
    return affiliates.map((code) => around(means[CODES.indexOf(code)] ?? 0));
  });
  const sum = (row: number, retail: boolean) =>
    affiliates.reduce(
      (rows, code, place) => rows + (code.startsWith('A') === retail ? byCode[row]![place]! : 0),
      0,
    );
  return {
    activity: {
      customers: truth.map((_, row) => `M${String(row).padStart(6, '0')}`),
      affiliates,
      rowsByAffiliate: Int32Array.from(byCode.flat()),
      retailRows: truth.map((_, row) => sum(row, true)),
      partnerRows: truth.map((_, row) => sum(row, false)),
      payments: truth.map((kind) => around(KINDS[kind]?.payments ?? 0)),
      onlineShare: truth.map((kind) => KINDS[kind]?.online ?? Number.NaN),
    },
    truth,
  };
}

/** The activity of one kind of customers, given as columns of equal length; scopes follow the affiliates' first letter. */
export function describeCustomers(
  rows: Readonly<Record<string, readonly number[]>>,
  { payments = [0], onlineShare = [0] }: { payments?: number[]; onlineShare?: number[] } = {},
): CustomerActivity {
  const affiliates = Object.keys(rows);
  const count = Object.values(rows)[0]!.length;
  const each = (column: number[], row: number) => column[row] ?? column[0]!;
  const sum = (row: number, retail: boolean) =>
    affiliates.reduce((total, code) => total + (code.startsWith('A') === retail ? rows[code]![row]! : 0), 0);
  const people = Array.from({ length: count }, (_, row) => row);
  return {
    customers: people.map((row) => `M${row}`),
    affiliates,
    rowsByAffiliate: people.flatMap((row) => affiliates.map((code) => rows[code]![row]!)),
    retailRows: people.map((row) => sum(row, true)),
    partnerRows: people.map((row) => sum(row, false)),
    payments: people.map((row) => each(payments, row)),
    onlineShare: people.map((row) => each(onlineShare, row)),
  };
}
