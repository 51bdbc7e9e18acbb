import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { carryOutOrder } from '../../../activities/publishing/carry-out-order.ts';
import { listSinks } from '../../../models/contracts/sink.ts';
import { listFlips } from '../../../platform/postgres/flips.ts';
import { findLive, reservePublication } from '../../../platform/postgres/publications.ts';
import { flipTo } from '../../platform/postgres/flip-to.ts';
import { startTestPostgres, type TestPostgres } from '../../support/start-test-postgres.ts';
import { createServices } from '../../support/step-harness.ts';
import { createTemporaryDirectory } from '../../support/temporary-directory.ts';

const SCOPE = { dataset: 'shop', pipeline: 'affiliate-expansion' };
const WHO = { actor: 'Kim', reason: 'wrong prices' };
const [FIRST, SECOND, STAGED] = ['a', 'b', 'c'].map((digit) => `pub_${digit.repeat(16)}`) as [
  string,
  string,
  string,
];
let postgres: TestPostgres;
let order: ReturnType<typeof carryOutOrder>;
beforeAll(async () => {
  postgres = await startTestPostgres();
  order = carryOutOrder(createServices(createTemporaryDirectory(), postgres.database));
});
afterAll(() => postgres?.stop());
beforeEach(async () => {
  await postgres.database.query('truncate publications, strategies, arms cascade; truncate flips');
  for (const [night, publication_id] of [FIRST, SECOND, STAGED].entries()) {
    const publication = await reservePublication(postgres.database, {
      ...{ publication_id, ...SCOPE, run_id: 'r1', as_of: `2021-12-1${night}`, digest: publication_id },
      ...{ row_count: 2, suppressed: {}, strategies: null },
    });
    if (publication_id !== STAGED) await flipTo(postgres.database, publication);
  }
});

const liveVersion = async () => (await findLive(postgres.database, SCOPE))?.version;

describe('a rollback', () => {
  it('makes an earlier publication live again, and keeps who asked for it and why', async () => {
    expect(await order({ action: 'rollback', publication: FIRST, ...WHO })).toEqual({
      publicationId: FIRST,
      version: 1,
      ...SCOPE,
      sinks: listSinks({}),
    });
    expect(await liveVersion()).toBe(1);
    const [last] = await listFlips(postgres.database, SCOPE);
    expect(last).toMatchObject({ action: 'rollback', replaced_id: SECOND, ...WHO });
  });

  it('may be repeated by an attempt whose answer was lost', async () => {
    const asked = { action: 'rollback', publication: FIRST, ...WHO };
    const answer = await order(asked);
    expect(await order(asked)).toEqual(answer);
    expect(await listFlips(postgres.database, SCOPE)).toHaveLength(3);
  });
});

it.each([
  ['what is live', 'rollback', SECOND, 'version 2 is live already: there is nothing to roll back to'],
  ['what was never live', 'rollback', STAGED, `${STAGED} was never live: there is nothing to rollback`],
  ['nothing', 'rollback', `pub_${'0'.repeat(16)}`, `there is no publication pub_${'0'.repeat(16)}`],
  ['what is not live', 'resume', FIRST, 'version 1 is not live any more'],
])('refuses %s', async (_, action, publication, message) => {
  await expect(order({ action, publication, ...WHO })).rejects.toMatchObject({
    type: 'UsageError',
    nonRetryable: true,
    message: expect.stringContaining(message),
  });
  expect(await liveVersion()).toBe(2);
});
