// What a small run of a pipeline makes of whatever may happen to it: each kind of fault, so often, at random instants.
//   node --import tsx bench/faults.ts [--kinds 'disk full,trainer killed'] [--times 20] [--minutes 60] [--seed 1] [--kept DIR]
import { parseArgs } from 'node:util';
import { formatTable } from '../cli/format.ts';
import { disturbPipeline, FAULTS, type FaultKind } from './disturb-pipeline.ts';
import { median } from './median.ts';

const { values } = parseArgs({
  options: {
    kinds: { type: 'string', default: Object.keys(FAULTS).join() },
    times: { type: 'string', default: '20' },
    minutes: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    kept: { type: 'string' },
  },
});
const kinds = values.kinds.split(',').map((kind) => kind.trim());
const unknown = kinds.filter((kind) => !(kind in FAULTS));
if (unknown.length > 0)
  throw new Error(
    `invalid --kinds: ${unknown.join(', ')} (expected any of ${Object.keys(FAULTS).join(', ')})`,
  );

const tallies = await disturbPipeline({
  kinds: kinds as FaultKind[],
  times: Number(values.times),
  seed: Number(values.seed),
  kept: values.kept,
  mayGoOn: () => performance.now() < Number(values.minutes) * 60_000,
  onTried: (told) => process.stderr.write(`${told}\n`),
});
process.stdout.write(
  `${formatTable(
    [
      ['what happened', 'tried', 'survived', 'longer by, median s', 'worst s'],
      ...tallies.map(({ kind, tried, survived, longerSeconds }) => [
        kind,
        String(tried),
        String(survived),
        longerSeconds.length === 0 ? '–' : median(longerSeconds).toFixed(1),
        longerSeconds.length === 0 ? '–' : Math.max(...longerSeconds).toFixed(1),
      ]),
    ],
    [1, 2, 3, 4],
  )}\n`,
);
const faults = tallies.flatMap((tally) => tally.faults);
process.stdout.write(faults.map((fault) => `${fault}\n`).join(''));
if (faults.length > 0) process.exitCode = 1;
