import { Command } from 'commander';
import { z } from 'zod';
import { cleanScratch } from '../platform/clean-scratch.ts';
import { UsageError } from '../platform/errors.ts';
import { findGarbage, type Garbage } from '../platform/gc/find-garbage.ts';
import { listKept } from '../platform/gc/list-kept.ts';
import { removeGarbage } from '../platform/gc/remove-garbage.ts';
import type { Database } from '../platform/postgres/database.ts';
import { countRunningSteps } from '../platform/postgres/run-log.ts';
import { connectClient } from '../platform/temporal/client.ts';
import { listOpenRuns, type OpenRun } from '../platform/temporal/list-open-runs.ts';
import { WORKFLOW_TYPES } from '../workflows/steps.ts';
import { formatBytes, formatCount, formatTable } from './format.ts';
import { openBackend } from './open-backend.ts';
import { parseWish, readNumber } from './parse-wish.ts';

const RetentionWish = z.strictObject({ keepDays: z.int().min(1), keepNewest: z.int().min(2) });

interface GcOptions {
  keepDays: string;
  keepNewest: string;
  dryRun?: boolean;
  json?: boolean;
}

/** `crosslift gc`: remove from the store what no run, publication or champion needs any more. */
export const gcCommand = new Command('gc')
  .description('make room: remove what no run, publication or champion needs any more')
  .option('--keep-days <n>', 'keep everything of so many days', '35')
  .option('--keep-newest <n>', 'and of so many newest runs, champions and publications of each dataset', '3')
  .option('--dry-run', 'say what would go, and remove nothing')
  .option('--json', 'print JSON')
  .action(async ({ dryRun = false, json, ...options }: GcOptions) => {
    const retention = parseWish(RetentionWish, {
      keepDays: readNumber(options.keepDays),
      keepNewest: readNumber(options.keepNewest),
    });
    const backend = await openBackend('gc');
    try {
      const { config, database } = backend;
      const client = await connectClient(config, backend.temporalAddress);
      try {
        const listRuns = () => listOpenRuns(client, Object.values(WORKFLOW_TYPES));
        const open = await listRuns();
        const busy = await findBusy(database, open);
        if (busy !== undefined && !dryRun)
          throw new UsageError(
            `${busy.workflowId} is under way (make room when no run is, or look with --dry-run)`,
          );
        const kept = await listKept(
          database,
          retention,
          open.map(({ runId }) => runId),
        );
        const garbage = await findGarbage(config.storeDir, kept, database);
        if (!dryRun) {
          await removeGarbage(
            config.storeDir,
            garbage,
            async () => (await findBusy(database, await listRuns())) === undefined,
          );
          await cleanScratch(config);
        }
        process.stdout.write(
          json === true
            ? `${JSON.stringify({ dryRun, garbage }, null, 2)}\n`
            : `${describeGarbage(garbage, dryRun)}\n`,
        );
      } finally {
        await client.connection.close();
      }
    } finally {
      await backend.close();
    }
  });

/** A run that may look for artifacts at any moment: one whose steps all wait for a person does not. */
async function findBusy(database: Database, open: readonly OpenRun[]): Promise<OpenRun | undefined> {
  for (const run of open) if (!run.isParked || (await countRunningSteps(database, run.runId)) > 0) return run;
  return undefined;
}

/** How much of what is garbage, as a table. */
export function describeGarbage(garbage: readonly Garbage[], isDry: boolean): string {
  if (garbage.length === 0)
    return 'nothing to remove: everything in the store is needed, or younger than a day';
  const kinds = [...new Set(garbage.map(({ kind }) => kind))];
  const sum = (some: readonly Garbage[]) => some.reduce((total, { bytes }) => total + bytes, 0);
  return formatTable(
    [
      [isDry ? 'would go' : 'removed', 'folders', 'bytes'],
      ...kinds.map((kind) => {
        const some = garbage.filter((each) => each.kind === kind);
        return [`${kind}s`, formatCount(some.length), formatBytes(sum(some))];
      }),
      ['together', formatCount(garbage.length), formatBytes(sum(garbage))],
    ],
    [1, 2],
  );
}
