import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runTask } from '../../../activities/training/fit-segments.ts';
import { SegmentationRecord } from '../../../models/segments/segmentation-record.ts';
import { writeActivityFile } from '../../../platform/matrices/activity-file.ts';
import { plantActivity } from '../../models/segments/planted-activity.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';

it('fits what the file says, and goes on from what is live', async () => {
  const directory = makeTemporaryDirectory();
  const [activity, record, live] = ['activity.arrow', 'record.json', 'live.json'].map((file) =>
    join(directory, file),
  ) as [string, string, string];
  await writeActivityFile(activity, plantActivity(120).activity);
  const fitFrom = async (before: string | null, asOf: string) => {
    const result = await runTask(
      { activity, record, live: before, asOf, seed: 1 },
      { onProgress: async () => {} },
    );
    expect(result).toBeNull();
    return SegmentationRecord.parse(JSON.parse(readFileSync(record, 'utf8')));
  };
  const first = await fitFrom(null, '2021-12-15');
  expect(first).toMatchObject({ fittedAsOf: '2021-12-15', customers: 118, matches: [] });
  writeFileSync(live, JSON.stringify(first));
  const second = await fitFrom(live, '2022-01-15');
  expect(second.matches.map(({ from }) => from)).toEqual(first.segmentation.segments.map(({ id }) => id));
});
