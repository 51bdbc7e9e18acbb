// What running a pipeline costs beside its steps, a run that finds everything done, and a replay from plan-strategies; with
// `--nights DAY,DAY` all as of the first day, then the other nights, and what each step of the nights took.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Client, Connection } from '@temporalio/client';
import { formatCount, formatTable } from '../cli/format.ts';
import { makeCliState } from '../test/support/cli.ts';
import { RunJson, StatusJson } from '../test/support/run-json.ts';

const { values } = parseArgs({
  options: {
    source: { type: 'string' },
    pipeline: { type: 'string', default: 'affiliate-expansion' },
    nights: { type: 'string' },
  },
});
if (values.source === undefined)
  throw new Error(
    'usage: node --import tsx bench/operating.ts --source DIR [--pipeline trial-conversion] [--nights DAY,DAY]',
  );
const source = resolve(values.source);
const nights = values.nights?.split(',') ?? [];

interface Span {
  from: number;
  to: number;
}

/** Milliseconds in which at least one of the spans lasted. */
function lengthOfUnion(spans: readonly Span[]): number {
  let total = 0;
  let covered = Number.NEGATIVE_INFINITY;
  for (const { from, to } of [...spans].sort((left, right) => left.from - right.from)) {
    total += Math.max(0, to - Math.max(from, covered));
    covered = Math.max(covered, to);
  }
  return total;
}

const state = makeCliState();
try {
  // Servers and worker stay up: what is measured is a run, not a start.
  const lease = await state.lease();
  const connection = await Connection.connect({ address: lease.temporalAddress });
  const client = new Client({ connection });
  const worker = state.start(['worker']);
  await worker.says('worker is polling');

  const measure = async (name: string, command: readonly string[]) => {
    const startedAt = performance.now();
    const { code, stdout, stderr } = await state.run([...command, '--json']);
    const commandSeconds = (performance.now() - startedAt) / 1_000;
    if (code !== 0) throw new Error(stderr);
    const { runId, workflowId, outcome } = RunJson.parse(JSON.parse(stdout));
    const { startTime, closeTime } = await client.workflow.getHandle(workflowId, runId).describe();
    const status = StatusJson.parse(JSON.parse((await state.run(['status', runId, '--json'])).stdout));
    const from = startTime.getTime();
    // A replay lists the steps that it took over, too, with the times of their own run.
    const spans = status.steps
      .map((step) => ({ from: Date.parse(step.started_at), to: Date.parse(step.ended_at) }))
      .filter((span) => span.from >= from);
    const runSeconds = ((closeTime?.getTime() ?? Number.NaN) - from) / 1_000;
    const stepSeconds = lengthOfUnion(spans) / 1_000;
    return { name, runId, outcome, commandSeconds, runSeconds, stepSeconds, steps: status.steps };
  };

  const run = ['run', values.pipeline, '--source', source];
  const runOf = (night: string | undefined) => (night === undefined ? run : [...run, '--as-of', night]);
  const whole = await measure('from nothing', runOf(nights[0]));
  const again = await measure('all reused', runOf(nights[0]));
  const replayed = await measure('replay from plan-strategies', [
    'replay',
    whole.runId,
    '--from',
    'plan-strategies',
  ]);
  const later = [];
  for (const night of nights.slice(1)) later.push(await measure(`night of ${night}`, runOf(night)));
  const rows = [whole, again, replayed, ...later].map(
    ({ name, outcome, commandSeconds, runSeconds, stepSeconds }) => [
      name,
      outcome,
      commandSeconds.toFixed(1),
      runSeconds.toFixed(1),
      stepSeconds.toFixed(1),
      `${((100 * (runSeconds - stepSeconds)) / runSeconds).toFixed(1)} %`,
      `${((100 * runSeconds) / whole.runSeconds).toFixed(0)} %`,
    ],
  );
  process.stdout.write(
    `${formatTable(
      [['run', 'outcome', 'command s', 'run s', 'in steps s', 'beside them', 'of the whole'], ...rows],
      [2, 3, 4, 5, 6],
    )}\n`,
  );
  if (nights.length > 0) process.stdout.write(`\n${describeSteps([whole, ...later])}\n`);
  process.kill(worker.pid, 'SIGTERM');
  await worker.ended;
  await connection.close();
  await lease.release({ wait: true });
} finally {
  await state.remove();
}

/** What each step took by the clock, a column a run, and its largest process. */
function describeSteps(runs: ReadonlyArray<{ name: string; steps: StatusJson['steps'] }>): string {
  const names = [...new Set(runs.flatMap(({ steps }) => steps.map(({ step }) => step)))];
  const find = (step: string) => runs.map(({ steps }) => steps.find((row) => row.step === step));
  const cell = (row: StatusJson['steps'][number] | undefined) =>
    row === undefined ? '' : ((Date.parse(row.ended_at) - Date.parse(row.started_at)) / 1_000).toFixed(1);
  return formatTable(
    [
      ['step', ...runs.map(({ name }) => `${name}, s`), 'peak MiB'],
      ...names.map((name) => [
        name,
        ...find(name).map(cell),
        formatCount(Math.max(...find(name).map((row) => row?.peak_rss_mb ?? 0))),
      ]),
    ],
    runs.map((_, place) => place + 1).concat(runs.length + 1),
  );
}
