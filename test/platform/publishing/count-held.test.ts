import { join } from 'node:path';
import { expect, it } from 'vitest';
import { countHeld } from '../../../platform/publishing/count-held.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';
import { openTestSession } from '../duckdb/open-test-session.ts';
import { strategy } from './sketch-strategy.ts';
import { writeOffers, writePlan } from './write-plan.ts';

const trial = (customer: string, model: string) =>
  strategy({ strategy_id: customer, customer_id: customer, evidence: JSON.stringify({ model }) });
const member = (customer: string, affiliate: string | null, recommender: string | null) =>
  strategy({
    strategy_id: customer,
    customer_id: customer,
    evidence: JSON.stringify({
      affiliate: { scorer: affiliate && { name: affiliate } },
      recommender: recommender && { name: recommender },
    }),
  });

it('counts rows by what carries them, whatever the pipeline', async () => {
  const session = await openTestSession();
  const after = await writePlan(session, [
    ...[trial('U1', 'mlp@stay_3h'), trial('U2', 'mlp@stay_3h'), trial('U3', 'mlp@registration')],
    ...[member('M1', 'net@1', 'ease@2'), member('M2', 'net@1', null), member('M3', null, null)],
  ]);
  const files = { before: null, after, suppressed: null };
  expect(
    await countHeld(session, files, { champions: ['mlp@stay_3h', 'net@1'], standIns: ['ease@2'] }),
  ).toEqual({
    ...{ byChampion: 4, byStandIn: 1, withdrawn: null },
  });
  expect(await countHeld(session, files, { champions: [], standIns: [] })).toMatchObject({
    ...{ byChampion: 0, byStandIn: 0 },
  });
});

it('counts customers who lose their offer because nothing scores them, and nobody else', async () => {
  const session = await openTestSession();
  const suppressed = join(makeTemporaryDirectory(), 'suppressed.parquet');
  await session.run(
    `copy (from (values ('M1', 'model_held'), ('M2', 'opted_out'), ('M3', 'model_held'), ('M4', 'model_held'))
       as dropped (customer_id, reason)) to $suppressed (format parquet)`,
    { suppressed },
  );
  const files = {
    before: await writeOffers(session, { M1: 'a', M2: 'a', M3: 'a' }),
    // M3 gets another action, M4 had nothing to lose.
    after: await writeOffers(session, { M3: 'b' }),
    suppressed,
  };
  expect(await countHeld(session, files, { champions: [], standIns: [] })).toMatchObject({ withdrawn: 1 });
});
