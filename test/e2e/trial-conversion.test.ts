import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DECISION_POINTS } from '../../models/contracts/decision-point.ts';
import type { RunResult } from '../../models/contracts/run.ts';
import { STRATEGY_COLUMNS } from '../../models/contracts/strategy.ts';
import { INSIGHT_COLUMNS } from '../../models/insights/insight.ts';
import { loadConfig } from '../../platform/config.ts';
import { type DuckDBSession, openSession } from '../../platform/duckdb/session.ts';
import { type Database, openDatabase } from '../../platform/postgres/database.ts';
import { findRun } from '../../platform/postgres/run-log.ts';
import type { StackLease } from '../../platform/stack/request-lease.ts';
import { connectClient } from '../../platform/temporal/client.ts';
import { Landmarks } from '../../sql/trial/marts/landmarks.ts';
import { scorersOf } from '../../workflows/scorers-of.ts';
import { STEPS } from '../../workflows/steps.ts';
import { findStackBinaries } from '../platform/stack/stack-fixture.ts';
import { type CliState, makeCliState } from '../support/cli.ts';
import { COWORKING_AS_OF, makeCoworkingSource } from '../support/coworking-source.ts';
import { HeldTrialJson, StatusJson, TrialJson } from '../support/run-json.ts';

describe.skipIf(!findStackBinaries())(
  'crosslift run trial-conversion (skipped where the bootstrap has not run)',
  { timeout: 1_200_000 },
  () => {
    let state: CliState;
    let database: Database;
    let lease: StackLease;
    let duckdb: DuckDBSession;
    let demo: TrialJson;
    let flat: HeldTrialJson;

    const runJson = async (command: readonly string[]): Promise<unknown> => {
      const { code, stdout, stderr } = await state.run(command);
      expect(code, stderr).toBe(0);
      return JSON.parse(stdout);
    };
    const rowsOf = (file: string, query: string) => duckdb.rows<Record<string, unknown>>(query, { file });

    beforeAll(async () => {
      state = makeCliState();
      lease = await state.lease();
      database = openDatabase(lease.databaseUrl);
      duckdb = await openSession({ memoryLimitMb: 512, threads: 1, scratchDir: state.sourceDir });
      const signal = { name: 'coworking', profile: 'demo', customers: 2_500 } as const;
      const none = { name: 'flat', profile: 'seed', customers: 1_500 } as const;
      demo = TrialJson.parse(await runJson(await makeCoworkingSource(state, signal)));
      flat = HeldTrialJson.parse(await runJson(await makeCoworkingSource(state, none)));
    }, 600_000);
    afterAll(async () => {
      await database?.end();
      await duckdb?.close();
      await state?.remove();
    });

    it('prints one JSON object, and everything that it names is there', () => {
      expect(demo).toMatchObject({
        workflowId: `trial-conversion/coworking/${COWORKING_AS_OF}`,
        outcome: 'PUBLISHED',
        asOf: COWORKING_AS_OF,
        publication: { version: 1, changed: true },
      });
      for (const path of [...Object.values(demo.artifacts), demo.report, demo.publication.location])
        expect(existsSync(path), path).toBe(true);
      expect(demo.gates.map(({ decision_point }) => decision_point)).toEqual(DECISION_POINTS);
    });

    it('trains nothing on features that know the future', () => {
      const judged = [...demo.gates, ...flat.gates].filter(({ rules }) => rules.length > 0);
      expect(judged.length).toBeGreaterThan(DECISION_POINTS.length);
      for (const { rules } of judged)
        expect(rules.slice(0, 2)).toMatchObject([
          { rule: 'point-in-time-delete', value: 0, pass: true },
          { rule: 'point-in-time-append', value: 0, pass: true },
        ]);
    });

    it('takes every step of the registry once', async () => {
      const { stdout } = await state.run(['status', demo.runId, '--json']);
      const { steps } = StatusJson.parse(JSON.parse(stdout));
      // Only what its gate released is fitted on all rows.
      const released = demo.gates.flatMap(({ decision_point, released: model }) =>
        model === 'candidate' ? [`refit-${decision_point?.replaceAll('_', '-')}`] : [],
      );
      const names = STEPS['trial-conversion']
        .map(({ name }) => name)
        .filter((name) => !name.startsWith('refit-') || released.includes(name))
        // Nothing was live before: no change of offers is there to be explained.
        .filter((name) => !/^(rescore|replan|explain)-/.test(name))
        // Neither webhooks nor journeys are configured here.
        .filter((name) => name !== 'deliver-webhook' && name !== 'start-journeys');
      expect(steps.map(({ step }) => step).toSorted()).toEqual(names.toSorted());
      expect(steps.every(({ state }) => state === 'done')).toBe(true);
    });

    it.each([
      ['features', Object.keys(Landmarks.shape)],
      ['predictions', ['user_id', 'decision_point', 'split', 'label', 'probability', 'model']],
      ['insights', INSIGHT_COLUMNS],
      ['strategies', STRATEGY_COLUMNS],
      ['quarantine', ['table_name', 'file', 'source_row', 'column_name', 'value', 'rule']],
    ] as const)('gives %s the columns of its contract', async (name, columns) => {
      const described = await rowsOf(demo.artifacts[name], 'describe from read_parquet($file)');
      expect(described.map(({ column_name }) => column_name)).toEqual(columns);
    });

    it('scores each point by what the gate released for it, and no other', async () => {
      const scorers = Object.entries(scorersOf(demo.gates)).map(([point, scorer]) => {
        const { model } = demo.gates.find(({ decision_point }) => decision_point === scorer)!;
        return { decision_point: point, model: `${model}@${scorer}` };
      });
      const byPoint = (rows: ReadonlyArray<Record<string, unknown>>) =>
        rows.toSorted((left, right) => String(left.decision_point).localeCompare(`${right.decision_point}`));
      const scored = await rowsOf(
        demo.artifacts.predictions,
        'select distinct decision_point, model from read_parquet($file)',
      );
      expect(byPoint(scored)).toEqual(byPoint(scorers));
    });

    it("sends the treatment rows to PostgreSQL, and the holdout and the journey's nowhere", async () => {
      const planned = await rowsOf(
        demo.artifacts.strategies,
        `select customer_id, action_id, message from read_parquet($file)
         where arm = 'treatment' and channel <> 'journey' order by strategy_id`,
      );
      const { rows } = await database.query(
        `select customer_id, action_id, message from live_strategies
         where dataset = 'coworking' order by strategy_id`,
      );
      const timed = await rowsOf(
        demo.artifacts.strategies,
        `from read_parquet($file) where arm = 'treatment' and channel = 'journey'`,
      );
      expect(planned.length + timed.length).toBeGreaterThan(0);
      expect(planned.length + timed.length).toBe(
        demo.publication.rows - Number(demo.metrics.strategies?.holdout),
      );
      expect(rows).toEqual(planned);
      const { rows: receipts } = await database.query(
        'select distinct suppressed from receipts where publication_id = $1',
        [demo.publication.publicationId],
      );
      expect(receipts).toHaveLength(1);
      expect(receipts[0].suppressed.already_paid).toBe(demo.metrics.strategies?.suppressed_already_paid);
    });

    it('says of a customer what is known, offered and why, and of a stranger that there is none', async () => {
      const [offered] = await rowsOf(
        demo.artifacts.strategies,
        'select customer_id, reason, arm from read_parquet($file) order by customer_id limit 1',
      );
      const { customer_id: customer, reason, arm } = offered!;
      const { stdout } = await state.run([
        'why',
        'customer',
        `${customer}`,
        '--dataset',
        'coworking',
        '--json',
      ]);
      const story = z.record(z.string(), z.unknown()).parse(JSON.parse(stdout));
      expect(story).toMatchObject({ customer, run: { run_id: demo.runId }, offers: [{ reason, arm }] });
      const { stdout: page } = await state.run(['why', 'customer', `${customer}`, '--run', demo.runId]);
      expect(page).toContain(reason);
      const stranger = await state.run(['why', 'customer', 'nobody']);
      expect([stranger.code, stranger.stdout]).toEqual([2, '']);
      expect(stranger.stderr).toContain('crosslift: no customer nobody (expected an id of the source');
    });

    it('says what a replay would do, and does that and nothing else, from what the run recorded', async () => {
      const from = ['replay', demo.runId, '--from', 'plan-strategies'];
      const names = STEPS['trial-conversion'].map(({ name }) => name);
      const again = names.slice(names.indexOf('plan-strategies'));
      const Preview = z.looseObject({ rerun: z.array(z.looseObject({ step: z.string() })) });
      const preview = Preview.parse(await runJson([...from, '--preview', '--json']));
      expect(preview.rerun.map(({ step }) => step)).toEqual(again);

      const replay = TrialJson.parse(await runJson([...from, '--json']));
      expect(replay.workflowId).toMatch(new RegExp(`^${demo.workflowId}/replay-[0-9a-f]{6}$`));
      // The same rows are live already, by whatever run: there is nothing to publish.
      const { publicationId, version } = demo.publication;
      expect(replay.publication).toMatchObject({ publicationId, version, changed: false });
      expect(replay.gates).toEqual(demo.gates);
      const { stdout } = await state.run(['status', replay.runId, '--json']);
      const { steps } = StatusJson.parse(JSON.parse(stdout));
      const done = steps.filter(({ reused }) => !reused).map(({ step }) => step);
      expect(done).toEqual(expect.arrayContaining(['plan-strategies', 'write-report']));
      expect(again).toEqual(expect.arrayContaining(done));

      const why = await state.run(['why', 'step', replay.runId, 'plan-strategies']);
      expect(why.stdout).toContain(`the force token: (not there) → "replay ${replay.runId}"`);
    });

    it("is reset by Temporal's own means without publishing anything twice", async () => {
      const worker = state.start(['worker']);
      const client = await connectClient(loadConfig(), lease.temporalAddress);
      try {
        const execution = { workflowId: demo.workflowId, runId: demo.runId };
        const { history } = await client.workflowService.getWorkflowExecutionHistory({
          ...{ namespace: 'default', execution },
        });
        const events = history?.events ?? [];
        const published = events.findIndex(
          ({ activityTaskScheduledEventAttributes: scheduled }) =>
            scheduled?.activityType?.name === 'stagePublication',
        );
        const reset = await client.workflowService.resetWorkflowExecution({
          ...{
            namespace: 'default',
            workflowExecution: execution,
            requestId: randomUUID(),
            reason: 'a test',
          },
          workflowTaskFinishEventId: events[published - 1]!.eventId!,
        });
        const handle = client.workflow.getHandle<() => Promise<RunResult>>(demo.workflowId, reset.runId!);
        const result = await handle.result();
        expect(result).toMatchObject({
          runId: reset.runId,
          publication: { version: 1, changed: false },
        });
        const { rows } = await database.query(
          `select version from publications where dataset = 'coworking' and state <> 'staged'`,
        );
        expect(rows).toEqual([{ version: 1 }]);
        expect(await findRun(database, reset.runId!)).toMatchObject({
          dataset: 'coworking',
          outcome: 'PUBLISHED',
        });
      } finally {
        await client.connection.close();
        process.kill(worker.pid, 'SIGTERM');
        await worker.ended;
      }
    });

    it('publishes nothing where there is nothing to find, and says so', async () => {
      const verdicts = flat.gates.map(({ verdict }) => verdict);
      expect(verdicts).not.toContain('PROMOTED');
      expect(flat.outcome).toBe(verdicts.includes('HELD') ? 'HELD' : 'INSUFFICIENT_DATA');
      expect(existsSync(flat.report)).toBe(true);
      const { rows } = await database.query('select 1 from publications where dataset = $1', ['flat']);
      expect(rows).toEqual([]);
      const { rows: decided } = await database.query(
        'select count(*)::integer as decisions from decisions where run_id = $1',
        [flat.runId],
      );
      expect(decided).toEqual([{ decisions: DECISION_POINTS.length }]);
    });
  },
);
