import { Command } from 'commander';
import { compareParts } from '../models/replay/compare-parts.ts';
import { UsageError } from '../platform/errors.ts';
import type { Database } from '../platform/postgres/database.ts';
import { findRun, listSteps } from '../platform/postgres/run-log.ts';
import { findKeyedStep, findKeyedStepBefore } from '../platform/postgres/step-results.ts';
import { describeKey, type KeyStory } from './describe-key.ts';
import { openBackend } from './open-backend.ts';

/** `crosslift why step`: which part of a step's key changed against the run before. */
export const whyStepCommand = new Command('step')
  .description('why a step ran, or was reused: which part of its key changed against the run before')
  .argument('<run>', 'a run id, its beginning, or latest')
  .argument('<step>', 'name of the step')
  .option('--json', 'print JSON')
  .action(async (name: string, step: string, { json }: { json?: boolean }) => {
    const backend = await openBackend('why');
    try {
      const run = await findRun(backend.database, name);
      const story = await explainKey(backend.database, run.run_id, step);
      process.stdout.write(json === true ? `${JSON.stringify(story, null, 2)}\n` : describeKey(story));
    } finally {
      await backend.close();
    }
  });

/** @throws UsageError when the run has no such step, or a step without a key that means anything */
export async function explainKey(database: Database, run_id: string, step: string): Promise<KeyStory> {
  const steps = await listSteps(database, run_id);
  const row = steps.find((candidate) => candidate.step === step);
  if (row === undefined)
    throw new UsageError(
      `run ${run_id} has no step ${step} (it has ${steps.map((other) => other.step).join(', ')})`,
    );
  const now = await findKeyedStep(database, { run_id, step });
  if (now === undefined)
    throw new UsageError(
      row.effect === 'pure'
        ? `step ${step} of run ${run_id} has no recorded key: it failed before it began, or an older build ran it`
        : `step ${step} is ${row.effect === 'decision' ? 'a decision' : 'of effect on the world'}: it is done in every run`,
    );
  const before = await findKeyedStepBefore(database, { run_id, step });
  const changes = before === undefined ? [] : compareParts(before.parts, now.parts);
  const made = steps.flatMap(({ step: maker, artifacts }) =>
    Object.values((artifacts ?? {}) as Record<string, { digest: string }>).map(
      ({ digest }) => [digest, maker] as const,
    ),
  );
  const makerOf = new Map(made);
  const inputs = changes.filter(({ kind }) => kind === 'inputs').map(({ name }) => name);
  const makers = Object.fromEntries(
    inputs.flatMap((name) => {
      const maker = makerOf.get(now.parts.inputs[name] ?? '');
      return maker === undefined ? [] : [[name, maker]];
    }),
  );
  return { step, now, before, changes, makers };
}
