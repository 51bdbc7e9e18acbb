import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { formatCount, formatTable } from '../cli/format.ts';
import { makeCliState } from '../test/support/cli.ts';
import { type StatusJson, StatusJson as StatusSchema } from '../test/support/run-json.ts';
import { median } from './median.ts';

const { values } = parseArgs({
  options: {
    source: { type: 'string' },
    command: { type: 'string', default: 'run affiliate-expansion' },
    runs: { type: 'string', default: '3' },
  },
});
if (values.source === undefined)
  throw new Error(
    'usage: node --import tsx bench/steps.ts --source DIR [--command "run trial-conversion"] [--runs N]',
  );
const command = [...values.command.split(' '), '--source', resolve(values.source), '--json'];

/** One run from nothing: no artifact, no database, no server up. */
async function measureRun(): Promise<StatusJson['steps']> {
  const state = makeCliState();
  try {
    const { code, stderr } = await state.run(command);
    if (code !== 0) throw new Error(stderr);
    const { stdout } = await state.run(['status', 'latest', '--json']);
    return StatusSchema.parse(JSON.parse(stdout)).steps;
  } finally {
    await state.remove();
  }
}

const runs: StatusJson['steps'][] = [];
for (let run = 0; run < Number(values.runs); run++) runs.push(await measureRun());

const secondsOf = ({ started_at, ended_at }: StatusJson['steps'][number]) =>
  (Date.parse(ended_at) - Date.parse(started_at)) / 1_000;
const measured = runs[0]!.map(({ step, rows }) => {
  const times = runs.flatMap((steps) => steps.filter((row) => row.step === step));
  return {
    step,
    rows,
    seconds: median(times.map(secondsOf)),
    slowest: Math.max(...times.map(secondsOf)),
    peakMib: Math.max(...times.map((row) => row.peak_rss_mb)),
  };
});
const total = measured.reduce((sum, { seconds }) => sum + seconds, 0);
/** Steps overlap where the DAG lets them: from the first one's start to the last one's end. */
const elapsed = runs.map((steps) => {
  const starts = steps.map((step) => Date.parse(step.started_at));
  const ends = steps.map((step) => Date.parse(step.ended_at));
  return (Math.max(...ends) - Math.min(...starts)) / 1_000;
});

process.stdout.write(
  `${formatTable(
    [
      ['step', 'rows', `median s of ${runs.length}`, 'slowest s', 'share', 'peak MiB'],
      ...measured.map(({ step, rows, seconds, slowest, peakMib }) => [
        step,
        formatCount(rows),
        seconds.toFixed(2),
        slowest.toFixed(2),
        `${((100 * seconds) / total).toFixed(0)} %`,
        formatCount(peakMib),
      ]),
      ['all steps', '', total.toFixed(2), '', '100 %', ''],
      ['from start to end', '', median(elapsed).toFixed(2), Math.max(...elapsed).toFixed(2), '', ''],
    ],
    [1, 2, 3, 4, 5],
  )}\n`,
);
