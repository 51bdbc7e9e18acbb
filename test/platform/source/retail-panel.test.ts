import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { AFFILIATE_TABLES } from '../../../models/contracts/tables/affiliate-tables.ts';
import { checkSource } from '../../../platform/source/check-source.ts';
import { surveySource } from '../../../platform/source/find-tables.ts';
import { openTestSession } from '../duckdb/open-test-session.ts';
import { makeSource } from './make-source.ts';

const panel = fileURLToPath(new URL('../../../../shared/data/retail-panel/', import.meta.url));

describe.skipIf(!existsSync(panel))('the real panel (skipped where ../shared/data is absent)', () => {
  it('keeps its contract to the last row', async () => {
    const { tables, problems } = await surveySource(panel, AFFILIATE_TABLES);
    expect(problems).toEqual([]);
    const session = await openTestSession();
    const report = await checkSource(session, tables, {
      timeZone: 'Asia/Seoul',
      scratch: await makeSource({}),
    });
    expect([report.problems, report.warnings]).toEqual([[], []]);
    const rows = Object.fromEntries(report.tables.map(({ contract, good }) => [contract.name, good]));
    expect(rows).toEqual({
      demographics: 1226,
      products: 47_470,
      branches: 1760,
      purchases: 675_307,
      visits: 29_185,
      payments: 7708,
    });
    expect(await session.rows('from quarantine')).toEqual([]);
  }, 60_000);
});
