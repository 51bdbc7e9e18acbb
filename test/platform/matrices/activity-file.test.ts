import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readActivityFile, writeActivityFile } from '../../../platform/matrices/activity-file.ts';
import { plantActivity } from '../../models/segments/planted-activity.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';

it('returns what was written, unknown shares included', async () => {
  const path = join(makeTemporaryDirectory(), 'activity.arrow');
  const { activity } = plantActivity(50);
  await writeActivityFile(path, activity);
  const read = await readActivityFile(path);
  expect(read.customers).toEqual(activity.customers);
  expect(read.affiliates).toEqual(activity.affiliates);
  for (const name of ['rowsByAffiliate', 'retailRows', 'partnerRows', 'payments', 'onlineShare'] as const)
    expect(Array.from(read[name]), name).toEqual(Array.from(activity[name]));
});
