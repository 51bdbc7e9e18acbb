import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Strategy } from '../../../models/contracts/strategy.ts';
import { writePeopleFiles } from '../../../platform/publishing/write-people-files.ts';
import { writeStrategies } from '../../../platform/publishing/write-strategies.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';
import { openTestSession } from '../duckdb/open-test-session.ts';
import { strategy } from './sketch-strategy.ts';

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

async function write(rows: readonly Strategy[]): Promise<string> {
  const folder = makeTemporaryDirectory();
  const session = await openTestSession();
  const path = join(makeTemporaryDirectory(), 'strategies.parquet');
  await writeStrategies(session, rows, { path, scratchPath: `${path}.content` });
  await session.importParquet('planned', path);
  await session.run(`create table treated as from planned where arm = 'treatment' order by strategy_id`);
  await writePeopleFiles(session, folder);
  return folder;
}

it('gives each channel and action a file that a spreadsheet reads as UTF-8', async () => {
  const folder = await write([
    strategy({ strategy_id: 's1', action_id: 'C1', channel: 'app' }),
    strategy({ strategy_id: 's2', action_id: 'C2', channel: '앱 푸시/알림' }),
    strategy({ strategy_id: 's3', action_id: 'C2', channel: '앱 푸시/알림', arm: 'holdout' }),
  ]);
  expect(readdirSync(join(folder, 'people')).sort()).toEqual(['app-C1.csv', '앱-푸시-알림-C2.csv']);
  for (const file of ['people/app-C1.csv', 'people/앱-푸시-알림-C2.csv', 'summary.csv'])
    expect(readFileSync(join(folder, file)).subarray(0, 3), file).toEqual(BYTE_ORDER_MARK);
  expect(readFileSync(join(folder, 'people/앱-푸시-알림-C2.csv'), 'utf8').split('\n')[0]).toBe(
    '\uFEFFcustomer_id,valid_from,valid_to,score,offer,message,message_ko,message_en,reason,strategy_id',
  );
});

it.each(['=1+1', '+82 10', '-5 %', '@sum', '\tx'])('lets a spreadsheet compute nothing: %j', async (text) => {
  const folder = await write([strategy({ action_id: 'C1', offer: text, customer_id: text })]);
  const [, row] = readFileSync(join(folder, 'people/app-C1.csv'), 'utf8').split('\n');
  expect(row).toContain(`,'${text},`);
  expect(row!.startsWith(`'${text}`)).toBe(true);
});

it('sums up both arms of every action, with what contacts cost and what a measured action promises', async () => {
  const evidence = JSON.stringify({
    probability: 0.39,
    price: { cost: 0.25, currency: 'KRW' },
    lift: { value: 0.05, low: 0.01, high: 0.09, source: 'holdout of spring' },
  });
  const folder = await write([
    ...Array.from({ length: 300 }, (_, place) =>
      strategy({
        strategy_id: `a${place}`,
        action_id: 'C1',
        evidence,
        arm: place < 30 ? 'holdout' : 'treatment',
      }),
    ),
    strategy({ strategy_id: 'b1', action_id: 'C2', channel: 'journey' }),
  ]);
  expect(readFileSync(join(folder, 'summary.csv'), 'utf8')).toBe(
    [
      '\uFEFFaction,channel,audience,holdout,cost,expected_effect,smallest_detectable_effect',
      'C1,app,270,30,67.5 KRW,13.5 more conversions,26.2 points',
      'C2,journey,1,0,no prices configured,not measured yet: an experiment,none with this holdout',
      '',
    ].join('\n'),
  );
});
