import type { CheckedTable } from './check-table.ts';
import type { Finding } from './count-broken.ts';
import type { SourceProblem } from './source-problem.ts';

/** Share of bad rows from which columns that are shifted or exchanged are the likeliest cause. */
const SHIFTED_SHARE = 0.5;

/** What of a table's findings stops a run, and what is only worth knowing. */
export function judgeTable(table: CheckedTable): { problems: SourceProblem[]; warnings: SourceProblem[] } {
  const { contract, bad, rows, findings } = table;
  const limited = findings.filter(({ limit }) => limit !== undefined);
  const limitedBad = limited
    .filter(({ severity }) => severity === 'error')
    .reduce((sum, { count }) => sum + count, 0);
  const tooMany = bad - limitedBad > contract.maxBadShare * rows;
  const stops = ({ severity, limit, count }: Finding) =>
    limit === undefined ? severity === 'error' && tooMany : count > limit * rows;
  const hint =
    tooMany && bad > SHIFTED_SHARE * rows ? '; most rows are bad: compare the header with a row' : '';
  const describe = (finding: Finding): SourceProblem => ({
    table: contract.name,
    file: table.file,
    ...(finding.column === '' ? {} : { column: finding.column }),
    count: finding.count,
    text: `${describeFinding(table, finding)}${stops(finding) ? hint : ''}`,
  });
  return {
    problems: findings.filter(stops).map(describe),
    warnings: findings.filter((finding) => !stops(finding)).map(describe),
  };
}

/** `PDDE.csv: column de_dt: 12 of 900 rows are not a day (1.3 %, at most 1 % may be bad); first: row 17, "2021-13-01" (write …)` */
function describeFinding({ contract, file, rows }: CheckedTable, finding: Finding): string {
  const { column, rule, count, row, value, fix, limit } = finding;
  const where = column === '' ? '' : ` column ${column}:`;
  const allowed = percent(limit ?? contract.maxBadShare);
  const shown = value === null || value === '' ? 'nothing' : JSON.stringify(value.slice(0, 80));
  const what =
    count === 1
      ? rule
          .replace(/^are /, 'is ')
          .replace(/^have /, 'has ')
          .replace(/^repeat /, 'repeats ')
      : rule;
  return `${file}:${where} ${count} of ${rows} rows ${what} (${percent(count / rows)}, at most ${allowed} may be bad); first: row ${row}, ${shown} (${fix})`;
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(2))} %`;
}
