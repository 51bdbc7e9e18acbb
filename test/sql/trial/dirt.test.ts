import { afterEach, describe, expect, it } from 'vitest';
import type { DuckDBSession } from '../../../platform/duckdb/session.ts';
import { buildModels } from '../../../platform/sql/build-models.ts';
import { runAudits } from '../../../platform/sql/run-audits.ts';
import { openDirt } from './open-dirt.ts';
import { inMay, trialProject } from './open-source.ts';

let session: DuckDBSession;
afterEach(() => session.close());

describe.each([1, 2, 3])('random dirt (seed %i)', (seed) => {
  it('is cleaned into tables that keep their grain and pass every audit', async () => {
    session = await openDirt(seed);
    const project = await trialProject();
    await buildModels(session, project, { params: inMay });
    expect(await runAudits(session, project, inMay)).toHaveLength(project.audits.length);
    const [counts] = await session.rows<Record<string, number>>(
      `select
        (select count(*) from marts.registrants) as registrants,
        (select count(distinct ending) from intermediate.int_stays) as endings,
        (select count(distinct decision_point) from marts.landmarks) as decision_points,
        (select count(*) from intermediate.int_visit_rows where disposition = 'stands_in') as standing_in`,
    );
    expect(counts).toMatchObject({ registrants: 400, decision_points: 5 });
    expect(counts?.endings).toBe(9);
    expect(counts?.standing_in).toBeGreaterThan(10);
  });
});
