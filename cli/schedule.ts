import { Command } from 'commander';
import type { NightSummary } from '../models/contracts/night.ts';
import { BUSINESS_CASES } from '../models/contracts/pipeline.ts';
import { settingsOf } from '../models/contracts/project-config.ts';
import { ScheduleWish } from '../models/contracts/schedule.ts';
import { loadConfig } from '../platform/config.ts';
import { requireScopes } from '../platform/night/require-scopes.ts';
import { watchScopes } from '../platform/postgres/watched.ts';
import { loadProjectConfig } from '../platform/project-config.ts';
import { connectClient } from '../platform/temporal/client.ts';
import { createSchedule, deleteSchedule, listSchedules, onSchedule } from '../platform/temporal/schedules.ts';
import { triggerSchedule } from '../platform/temporal/trigger-schedule.ts';
import { SCHEDULED } from '../workflows/steps.ts';
import { awaitResult } from './await-result.ts';
import { EXIT, exitCodeOfSignal } from './command.ts';
import { describeNight, describeSchedules } from './describe-schedules.ts';
import { isSignal, withFollower } from './follow-run.ts';
import { type Backend, openBackend } from './open-backend.ts';
import { parseWish, readNumber } from './parse-wish.ts';

type Client = Awaited<ReturnType<typeof connectClient>>;

interface CreateOptions {
  dataset?: string;
  pipeline?: string[];
  cron: string;
  timeZone?: string;
  catchUpHours: string;
  jitterMinutes: string;
  dryRun?: boolean;
}

/** Connect to both servers for one command. */
async function withServers<Result>(
  work: (client: Client, backend: Backend) => Promise<Result>,
): Promise<Result> {
  const backend = await openBackend('schedule');
  try {
    const client = await connectClient(backend.config, backend.temporalAddress);
    try {
      return await work(client, backend);
    } finally {
      await client.connection.close();
    }
  } finally {
    await backend.close();
  }
}

const createCommand = new Command('create')
  .description('start a night at set times, on every configured dataset or on one')
  .option('--dataset <name>', 'on this dataset only')
  .option('--pipeline <names...>', `only these: ${BUSINESS_CASES.join(', ')}`)
  .option('--cron <times>', 'minute, hour, day, month and weekday', '0 2 * * *')
  .option('--time-zone <name>', "whose hours these are (default: the dataset's)")
  .option('--catch-up-hours <n>', 'how late a night may still start', '6')
  .option('--jitter-minutes <n>', 'move the start at random by up to this', '0')
  .option('--dry-run', 'do everything but publish')
  .action(async ({ dataset, pipeline, dryRun, ...options }: CreateOptions) => {
    const config = loadConfig();
    const { path, required } = config.projectConfig;
    const { config: project } = await loadProjectConfig(path, required);
    const wish = parseWish(ScheduleWish, {
      cron: options.cron,
      timeZone: options.timeZone ?? settingsOf(project, dataset ?? '').timeZone,
      catchUpHours: readNumber(options.catchUpHours),
      jitterMinutes: readNumber(options.jitterMinutes),
      input: {
        ...(dataset !== undefined && { dataset }),
        ...(pipeline !== undefined && { pipelines: pipeline }),
        ...(dryRun === true && { dryRun }),
      },
    });
    const { input } = wish;
    const scopes = requireScopes({ input, project, allowsSamples: config.databaseUrl === undefined });
    await withServers(async (client, { database, embedded }) => {
      const id = await createSchedule(client, wish, SCHEDULED);
      // A dry run publishes nothing, which is no reason for an alert.
      if (input.dryRun !== true) await watchScopes(database, id, scopes);
      process.stdout.write(
        `${id} runs at "${wish.cron}" (${wish.timeZone}): ${scopes.map((scope) => `${scope.pipeline}/${scope.dataset}`).join(', ')}\n`,
      );
      if (embedded)
        process.stdout.write(
          `the embedded servers and a worker must be up then: npm run dev keeps them up; a night that was missed starts up to ${wish.catchUpHours} h late\n`,
        );
    });
  });

const listCommand = new Command('list')
  .description('schedules, when they start next, and what they started last')
  .option('--json', 'print JSON')
  .action(({ json }: { json?: boolean }) =>
    withServers(async (client) => {
      const schedules = await listSchedules(client, SCHEDULED);
      process.stdout.write(
        json === true ? `${JSON.stringify(schedules, null, 2)}\n` : `${describeSchedules(schedules)}\n`,
      );
    }),
  );

const pauseCommand = new Command('pause')
  .description('start no night until it is resumed; alerts go on')
  .argument('<id>', 'as `crosslift schedule list` prints it')
  .requiredOption('--reason <text>', 'why, for whoever looks')
  .action((id: string, { reason }: { reason: string }) =>
    withServers(async (client) => {
      await onSchedule(client, id, (handle) => handle.pause(reason));
      process.stdout.write(`${id} is paused (crosslift schedule resume ${id})\n`);
    }),
  );

const resumeCommand = new Command('resume')
  .description('let a paused schedule go on')
  .argument('<id>', 'as `crosslift schedule list` prints it')
  .action((id: string) =>
    withServers(async (client) => {
      await onSchedule(client, id, (handle) => handle.unpause());
      process.stdout.write(`${id} goes on\n`);
    }),
  );

const triggerCommand = new Command('trigger')
  .description('start the night of now, and watch it to its end')
  .argument('<id>', 'as `crosslift schedule list` prints it')
  .option('--no-worker', 'only start and watch: workers of your own do the steps')
  .option('--json', 'print JSON on stdout; everything else goes to stderr')
  .action(async (id: string, { json = false, worker }: { json?: boolean; worker?: boolean }) => {
    const options = { json, ...(worker !== undefined && { worker }) };
    const night = await withFollower(options, async ({ backend, people, signal }) => {
      const client = await connectClient(backend.config, backend.temporalAddress);
      try {
        const { workflowId, firstExecutionRunId: runId } = await triggerSchedule(client, id);
        people.write(`${workflowId}  (crosslift status shows its runs)\n`);
        const handle = client.workflow.getHandle<() => Promise<NightSummary>>(workflowId, runId);
        return await awaitResult(client, { handle, runId }, signal);
      } finally {
        await client.connection.close();
      }
    });
    if (isSignal(night)) {
      process.exitCode = exitCodeOfSignal(night);
      return;
    }
    process.stdout.write(json ? `${JSON.stringify(night, null, 2)}\n` : `${describeNight(night)}\n`);
    if (night.runs.some(({ outcome }) => outcome === 'FAILED')) process.exitCode = EXIT.failure;
  });

const deleteCommand = new Command('delete')
  .description('remove a schedule; a night under way goes on')
  .argument('<id>', 'as `crosslift schedule list` prints it')
  .action((id: string) =>
    withServers(async (client, { database }) => {
      await deleteSchedule(client, id, SCHEDULED);
      await watchScopes(database, id, []);
      process.stdout.write(`${id} is removed\n`);
    }),
  );

/** `crosslift schedule`: nights that start by themselves. */
export const scheduleCommand = new Command('schedule')
  .description('let nights start by themselves')
  .addCommand(createCommand)
  .addCommand(listCommand)
  .addCommand(pauseCommand)
  .addCommand(resumeCommand)
  .addCommand(triggerCommand)
  .addCommand(deleteCommand);
