import { DECISION_POINTS } from '../../models/contracts/decision-point.ts';
import { TRIAL_TABLES } from '../../models/contracts/tables/trial-tables.ts';
import { CANARIES, type CanaryFinding } from '../../models/gates/canary-finding.ts';
import { importArtifacts } from '../../platform/sql/import-artifacts.ts';
import { listRawTables } from '../../platform/sql/list-raw-tables.ts';
import { runCanary } from '../../platform/sql/run-canary.ts';
import { defineStep } from '../../platform/steps/define-step.ts';
import { TrialDay, trialSqlParams } from './trial-day.ts';

const TARGET = 'marts.landmarks';
/** Columns of a landmark that are its outcome: what comes after the moment may move them. */
const OUTCOMES = ['is_at_risk', 'is_ripe', 'label'];

/** Build the landmarks again from raw tables that differ only after each moment; a feature that moves knows the future. */
export const checkTrialPointInTime = defineStep({
  module: import.meta.url,
  params: TrialDay,
  inputs: [...TRIAL_TABLES.map(({ name }) => name), 'landmarks', 'int_visit_rows'],
  sql: { folder: 'trial', targets: [TARGET], canaries: true },
  libraries: ['duckdb'],
  async run({ params, inputs, duckdb, sqlProject, progress }) {
    const session = await duckdb();
    const project = await sqlProject();
    const read = project.canaries.flatMap(({ references }) => references);
    await importArtifacts(session, [...read, ...listRawTables(project, [TARGET])], inputs);
    const reached = await session.rows<{ point: string }>(
      `select distinct decision_point as point from ${TARGET}`,
    );
    const points = DECISION_POINTS.filter((point) => reached.some((row) => row.point === point));
    const findings: CanaryFinding[] = [];
    for (const point of points) {
      for (const canary of CANARIES) {
        progress(findings.length / (points.length * CANARIES.length), `${point} ${canary}`);
        const { rows, changed, columns } = await runCanary(session, project, {
          canary: canary.replace('-', '_'),
          target: TARGET,
          slice: { decision_point: point },
          outcomes: OUTCOMES,
          params: trialSqlParams(params),
        });
        findings.push({
          point,
          canary,
          rows,
          rows_changed: changed,
          columns_changed: [...columns],
          pass: changed === 0,
        });
      }
    }
    return {
      artifacts: {},
      rows: findings.reduce((sum, { rows }) => sum + rows, 0),
      metrics: describeFindings(findings),
      value: findings,
    };
  },
});

/** Rows changed by point and canary, and the features that some canary moved. */
function describeFindings(findings: readonly CanaryFinding[]) {
  const columns = new Set(findings.flatMap(({ columns_changed }) => columns_changed));
  return {
    ...Object.fromEntries(
      findings.map(({ point, canary, rows_changed }) => [
        `${point}_${canary.replace('-', '_')}_changed`,
        rows_changed,
      ]),
    ),
    columns_changed: [...columns].join(', '),
  };
}
