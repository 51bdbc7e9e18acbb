import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DuckDBSession } from '../../../platform/duckdb/session.ts';
import { buildModels } from '../../../platform/sql/build-models.ts';
import { runAudits } from '../../../platform/sql/run-audits.ts';
import { openSample } from './open-sample.ts';
import { trialProject } from './open-source.ts';

const params = { as_of: { date: '2022-01-01' }, horizon_days: 14 };
const customers = 1500;

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'crosslift-trial-'));
});
afterAll(() => rm(directory, { recursive: true }));

describe.each([false, true])('the generated source (payment times: %s)', (paidAt) => {
  let session: DuckDBSession;
  beforeAll(async () => {
    session = await openSample(join(directory, `sample-${paidAt}`), { customers, paidAt });
    await buildModels(session, await trialProject(), { params });
  });
  afterAll(() => session?.close());

  it('passes every audit', async () => {
    const project = await trialProject();
    expect(await runAudits(session, project, params)).toHaveLength(project.audits.length);
  });

  it('has every registrant, and each of the decision points', async () => {
    const [counts] = await session.rows<Record<string, number>>(`select
      (select count(*) from marts.registrants) as registrants,
      (select count(distinct decision_point) from marts.landmarks) as decision_points,
      (select occurrences from marts.cleaning_counts where kind = 'registrants_never_visited') as never,
      (select count(*) from marts.registrants where population = 'never') as never_counted`);
    expect(counts).toMatchObject({ registrants: customers, decision_points: 5 });
    expect(counts!.never).toBe(counts!.never_counted);
  });

  it('is decided at the very moments of its truth wherever the door log is whole', async () => {
    const [compared] = await session.rows<{ moments: number; different: number }>(
      `with
        whole as (
          select user_id from marts.registrants
          where paid_at is null and application_count = 1
          and user_id not in (select user_id from intermediate.int_applications where disposition = 'after_use')
          and user_id not in (select user_id from intermediate.int_door_stays where ending <> 'check_out')
        ),
        ours as (select user_id, decision_point, decided_at from marts.landmarks semi join whole using (user_id)),
        theirs as (
          select user_id, decision_point, decided_at from read_parquet($path) semi join whole using (user_id)
        )
      select
        (select count(*) from theirs) as moments,
        (select count(*) from (from ours except from theirs union all (from theirs except from ours))) as different`,
      { path: join(directory, `sample-${paidAt}`, 'truth', 'decision_points.parquet') },
    );
    expect(compared!.moments).toBeGreaterThan(2000);
    expect(compared!.different).toBe(0);
  });

  it('gives the same bytes whatever the threads', async () => {
    const single = await openSample(join(directory, 'single'), { customers, paidAt, threads: 1 });
    await buildModels(single, await trialProject(), { params });
    const project = await trialProject();
    for (const { name, grain } of project.models.filter(({ layer }) => layer === 'marts')) {
      const digest = async (from: DuckDBSession) => {
        const path = join(directory, 'mart.parquet');
        await from.copyToParquet({ table: name }, path, { orderBy: grain });
        return createHash('sha256')
          .update(await readFile(path))
          .digest('hex');
      };
      expect(await digest(session)).toBe(await digest(single));
    }
    await single.close();
  });
});
