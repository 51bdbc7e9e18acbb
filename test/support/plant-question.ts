import { toProbability } from '../../models/estimators/binary/calibration.ts';
import { createRandom, type Random } from '../../models/random.ts';

/** A row of a made-up company table: cells by column, empty where there is nothing. */
export type QuestionRow = Record<string, string>;

/** A made-up table with what is true of it. */
export interface PlantedQuestion {
  rows: QuestionRow[];
  /** P(label = 1) of each row. */
  truth: number[];
  /** Whether it happened, also where the table does not say. */
  happened: boolean[];
}

const PLANS = ['basic', 'family', 'premium'] as const;
const PLAN_EFFECTS = { basic: -0.7, family: 0.1, premium: 0.9 } as const;
const DAY_MILLIS = 86_400_000;
const FIRST_DAY = Date.UTC(2023, 0, 1);

/**
 * A table of mixed types. Of its columns spend (log-normal), visits (with gaps), plan, is_member and signed_up have an
 * effect; noise, city, note (a text of its own in each row), country (always the same) and empty have none.
 * @param unlabelled share of the rows whose label is left out
 */
export function plantQuestion(
  rows: number,
  {
    seed = 1,
    unlabelled = 0.2,
    strength = 1,
  }: { seed?: number; unlabelled?: number; strength?: number } = {},
): PlantedQuestion {
  const random = createRandom(seed);
  const planted: PlantedQuestion = { rows: [], truth: [], happened: [] };
  for (let row = 0; row < rows; row++) {
    const { cells, effect } = plantCells(row, random);
    const truth = toProbability(-0.6 + strength * effect);
    const happened = random.next() < truth;
    const label = random.next() < unlabelled ? '' : happened ? '1' : '0';
    planted.rows.push({ ...cells, paid: label });
    planted.truth.push(truth);
    planted.happened.push(happened);
  }
  return planted;
}

function plantCells(row: number, random: Random): { cells: QuestionRow; effect: number } {
  const spend = Math.exp(3 + 1.5 * random.normal());
  const visits = random.next() < 0.15 ? null : random.integer(12);
  const plan = PLANS[random.integer(PLANS.length)]!;
  const isMember = random.next() < 0.4;
  const age = random.integer(700);
  const at = new Date(FIRST_DAY + random.integer(365) * DAY_MILLIS);
  const effect =
    0.6 * ((Math.log(spend) - 3) / 1.5) +
    (visits === null ? -0.5 : 0.1 * (visits - 5.5)) +
    PLAN_EFFECTS[plan] +
    (isMember ? 0.5 : -0.3) -
    0.0012 * (age - 350);
  const cells = {
    customer: `K${row}`,
    seen_at: at.toISOString().slice(0, 19).replace('T', ' '),
    spend: spend.toFixed(2),
    visits: visits === null ? '' : String(visits),
    plan,
    is_member: String(isMember),
    signed_up: new Date(at.getTime() - age * DAY_MILLIS).toISOString().slice(0, 10),
    noise: random.normal().toFixed(4),
    city: `city ${random.integer(80)}`,
    note: `note ${row}, ${random.integer(1_000_000)}`,
    country: 'KR',
    empty: '',
  };
  return { cells, effect };
}

/** The rows as CSV, columns in the order of the first row. */
export function toCsv(rows: readonly QuestionRow[]): string {
  const names = Object.keys(rows[0] ?? {});
  const quote = (cell: string) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  const lines = rows.map((row) => names.map((name) => quote(row[name] ?? '')).join(','));
  return `${[names.map(quote).join(','), ...lines].join('\n')}\n`;
}
