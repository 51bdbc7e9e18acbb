import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Client, ScheduleOverlapPolicy, WorkflowNotFoundError } from '@temporalio/client';
import type { Random } from '../models/random.ts';
import { loadConfig, PROJECT_ROOT } from '../platform/config.ts';
import { type Database, openDatabase } from '../platform/postgres/database.ts';
import { listReceipts } from '../platform/postgres/receipts.ts';
import { poll } from '../platform/processes/poll.ts';
import type { StackLease } from '../platform/stack/request-lease.ts';
import { DirectoryStore } from '../platform/store/directory-store.ts';
import { connectClient } from '../platform/temporal/client.ts';
import { createSchedule } from '../platform/temporal/schedules.ts';
import { digestLiveFiles, digestLiveRows, type LivePlaces, watchLive } from '../test/faults/watch-live.ts';
import { killIfAlive } from '../test/platform/processes/process-helpers.ts';
import { type CliState, makeCliState, startCommand } from '../test/support/cli.ts';
import { makeShopSource, SMALL_SHOP } from '../test/support/shop-source.ts';
import { startReceiver, type TestReceiver } from '../test/support/start-receiver.ts';
import { SCHEDULED, TASK_QUEUE, WORKFLOW_TYPES } from '../workflows/steps.ts';
import { fillDisk, hasTurnedByte } from './damage-files.ts';

/** Workers of the world, a process for each role. */
export const ROLES = ['sql', 'train', 'publish'] as const;
export type Role = (typeof ROLES)[number];

const PIPELINE = 'affiliate-expansion';
const DATASET = 'shop';
const AS_OF = '2022-01-01';
/** The time of the night of that day: two in the morning in Seoul, and not before next New Year. */
const SCHEDULED_AT = new Date('2021-12-31T17:00:00Z');
const CRON = '0 2 1 1 *';

/** What each night does anew: an SQL step of two seconds, one of training, and all that comes after them. */
const DONE_ANEW = [
  'build-tables',
  'audit-tables',
  'evaluate-next-affiliate',
  'score-customers',
  'recommend-products',
];

/** The store's disk, where it is one of its own: little enough to be filled in a moment. */
const DISK_MIB = 192;

/** A run that has not ended by then is as good as one that never ends. */
const PATIENCE_MILLIS = 180_000;
const LOOK_MILLIS = 50;

/** What is published night after night in turn: nothing else tells the nights apart, so that each is known beforehand. */
const LANGUAGES = ['ko', 'en'] as const;
type Language = (typeof LANGUAGES)[number];

/** What everybody downstream has: the same for a night that was disturbed and one that was not. */
interface Content {
  rows: string;
  messages: string;
}

/** A night that has ended. */
export interface EndedNight {
  language: Language;
  seconds: number;
}

/** Servers, workers, a receiver and a small source, which runs, and faults, happen to. */
export class PipelineWorld {
  readonly #state: CliState;
  readonly #receiver: TestReceiver;
  readonly #lease: StackLease;
  readonly #client: Client;
  readonly #ownDisk: boolean;
  readonly #expected = new Map<Language, Content>();
  readonly database: Database;
  #nights = 0;

  private constructor(
    parts: { state: CliState; receiver: TestReceiver; lease: StackLease; client: Client },
    ownDisk: boolean,
  ) {
    this.#state = parts.state;
    this.#receiver = parts.receiver;
    this.#lease = parts.lease;
    this.#client = parts.client;
    this.#ownDisk = ownDisk;
    this.database = openDatabase(parts.lease.databaseUrl);
  }

  /**
   * @param ownDisk whether the store is on a small disk of its own, which only root can make
   * @param kept a folder with artifacts of an earlier series, which need not be made again
   */
  static async open({ ownDisk = false, kept }: { ownDisk?: boolean; kept?: string | undefined } = {}) {
    const state = makeCliState();
    const store = join(state.stateDir, 'store');
    mkdirSync(store);
    if (ownDisk) execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MIB}m`, 'crosslift-faults', store]);
    if (kept !== undefined && existsSync(kept)) cpSync(kept, join(store, 'artifacts'), { recursive: true });
    await makeShopSource(state, SMALL_SHOP);
    const receiver = await startReceiver();
    const lease = await state.lease();
    const client = await connectClient(loadConfig(), lease.temporalAddress);
    const world = new PipelineWorld({ state, receiver, lease, client }, ownDisk);
    world.#configure(LANGUAGES[0]);
    for (const role of ROLES) await world.startWorker(role);
    for (const input of [{}, { dataset: DATASET }])
      await createSchedule(
        client,
        { cron: CRON, timeZone: 'Asia/Seoul', catchUpHours: 6, jitterMinutes: 0, input },
        SCHEDULED,
      );
    return world;
  }

  /** Keep the artifacts that there are now for another series. */
  keepArtifacts(folder: string): void {
    cpSync(join(this.#store, 'artifacts'), folder, { recursive: true });
  }

  async close(): Promise<void> {
    await this.#client.connection.close();
    await this.database.end();
    await this.#receiver.stop();
    for (const { pid } of this.#state.processes()) killIfAlive(pid);
    if (this.#ownDisk) execFileSync('umount', ['--lazy', this.#store]);
    await this.#state.remove();
  }

  get #store(): string {
    return join(this.#state.stateDir, 'store');
  }

  /** Polls its queue when this returns. */
  async startWorker(role: Role): Promise<void> {
    const worker = startCommand([join(PROJECT_ROOT, 'cli/crosslift.mjs'), 'worker', '--role', role], {
      CROSSLIFT_STATE: this.#state.stateDir,
      CROSSLIFT_CONFIG: this.#configFile,
      CRM_SECRET: 'a secret of the test',
    });
    await worker.says('worker is polling');
  }

  killWorker(role: Role): void {
    this.#kill(new RegExp(`cli/main\\.ts worker --role ${role}`));
  }

  /** The process that trains, where there is one. */
  killTrainer(): void {
    this.#kill(/trainer-child\.ts/);
  }

  #kill(program: RegExp): void {
    const found = this.#state.processes().find(({ command }) => program.test(command));
    if (found !== undefined) killIfAlive(found.pid);
  }

  /** Whoever keeps the server starts it again. @returns when it answers */
  async killServer(server: 'temporal' | 'postgres'): Promise<void> {
    killIfAlive((await this.#lease.pids())[server]);
    const ask = {
      temporal: () => this.#client.workflowService.getSystemInfo({}),
      postgres: () => this.database.query('select'),
    }[server];
    const isUp = () =>
      ask().then(
        () => true,
        () => undefined,
      );
    if ((await poll(isUp, PATIENCE_MILLIS)) === undefined) throw new Error(`${server} did not come back`);
  }

  /** Leave not a byte of the store's disk to others. @returns what makes room again */
  fillDisk(): () => void {
    return fillDisk(this.#store);
  }

  /** Turn the bits of one byte of an artifact that tonight's run or the one before has made or used. */
  async corruptArtifact(random: Random): Promise<void> {
    const { rows } = await this.database.query<{ uri: string }>(
      `select distinct artifact ->> 'uri' as uri
       from run_steps, jsonb_each(artifacts) as named (name, artifact)
       where run_id in (select run_id from runs order by started_at desc limit 2) order by uri`,
    );
    const store = new DirectoryStore(this.#store);
    const paths = rows.map(({ uri }) => store.locate({ uri }));
    for (; paths.length > 0; ) {
      const [path] = paths.splice(random.integer(paths.length), 1);
      if (hasTurnedByte(path!, random)) return;
    }
  }

  /** Start a night of the other language, by hand. @returns it when it has ended */
  async run(): Promise<EndedNight> {
    const language = this.#prepareNight();
    const workflowId = `faults/${this.#nights}`;
    await this.#client.workflow.start(WORKFLOW_TYPES[PIPELINE], {
      ...{ workflowId, taskQueue: TASK_QUEUE },
      args: [{ dataset: DATASET, asOf: AS_OF }] as never,
    });
    return { language, seconds: await this.#untilEnded(workflowId) };
  }

  /** The same by a schedule that begins its night twice, and another schedule of the same night as often. */
  async runTwice(random: Random, spanMillis: number): Promise<EndedNight> {
    const language = this.#prepareNight();
    const begunAt = Date.now();
    const schedules = [`nightly/${DATASET}`, 'nightly/all'];
    await Promise.all(
      [...schedules, ...schedules].map(async (scheduleId, place) => {
        if (place > 0) await delay(random.next() * spanMillis);
        await this.#client.schedule.getHandle(scheduleId).backfill({
          start: new Date(SCHEDULED_AT.getTime() - 60_000),
          end: new Date(SCHEDULED_AT.getTime() + 60_000),
          overlap: ScheduleOverlapPolicy.ALLOW_ALL,
        });
      }),
    );
    const at = SCHEDULED_AT.toISOString().replace('.000', '');
    for (const scheduleId of schedules) await this.#untilEnded(`${scheduleId}-${at}`, begunAt);
    return { language, seconds: (Date.now() - begunAt) / 1_000 };
  }

  #prepareNight(): Language {
    const language = LANGUAGES[this.#nights % LANGUAGES.length]!;
    this.#nights += 1;
    this.#configure(language);
    for (const step of DONE_ANEW)
      rmSync(join(this.#store, 'artifacts', step), { recursive: true, force: true });
    return language;
  }

  get #configFile(): string {
    return join(this.#state.sourceDir, 'crosslift.config.json');
  }

  #configure(language: Language): void {
    const crm = {
      kind: 'webhook',
      url: this.#receiver.url,
      secret: { env: 'CRM_SECRET' },
      allowPrivate: true,
    };
    const shop = { pipeline: PIPELINE, source: join(this.#state.sourceDir, DATASET) };
    const settings = { language, sinks: { crm: { ...crm, batchSize: 50 } }, datasets: { [DATASET]: shop } };
    writeFileSync(this.#configFile, JSON.stringify(settings));
  }

  /** @returns seconds from the start to the end of a workflow that began no earlier */
  async #untilEnded(workflowId: string, since = 0): Promise<number> {
    const handle = this.#client.workflow.getHandle(workflowId);
    const deadline = Date.now() + PATIENCE_MILLIS;
    for (;;) {
      const { startTime, closeTime, status } = await handle.describe().catch((error: unknown) => {
        // A server that starts again, or a schedule that has not begun.
        if (error instanceof WorkflowNotFoundError || Date.now() < deadline)
          return { startTime: new Date(0), closeTime: undefined, status: { name: 'RUNNING' } };
        throw error;
      });
      if (closeTime !== undefined && startTime.getTime() >= since) {
        if (status.name === 'COMPLETED') return (closeTime.getTime() - startTime.getTime()) / 1_000;
        throw await handle.result().then(
          () => new Error(`${workflowId} is ${status.name}`),
          (error: Error) => new Error(describeCause(error)),
        );
      }
      if (Date.now() > deadline) throw new Error(`${workflowId} did not end in ${PATIENCE_MILLIS / 1_000} s`);
      await delay(LOOK_MILLIS);
    }
  }

  /** What a reader who never stops reading sees meanwhile; `down` while PostgreSQL does not answer. */
  watch() {
    return watchLive(this.#places());
  }

  async digests() {
    return { rows: await digestLiveRows(this.#places()), files: digestLiveFiles(this.#places()) };
  }

  #places(): LivePlaces {
    const location = join(this.#store, 'publications', PIPELINE, DATASET, 'live');
    return { database: this.database, dataset: DATASET, location };
  }

  /** From now on, this is what a night of the language must come to. */
  async expect({ language }: EndedNight): Promise<void> {
    this.#expected.set(language, await this.#readContent());
  }

  /** What is not as an undisturbed night leaves it. @param since when the night began */
  async findFaults({ language }: EndedNight, since: Date): Promise<string[]> {
    const { rows: live } = await this.database.query<{ publication_id: string; outcome: string; at: Date }>(
      `select publication_id, outcome, live_at as at from publications join runs using (run_id)
       where publications.state = 'live'`,
    );
    const { rows: flips } = await this.database.query(
      `select from publications where live_at > $1 and state in ('live', 'replaced')`,
      [since],
    );
    const sinks = (await listReceipts(this.database, [live[0]?.publication_id ?? '']))
      .map(({ sink }) => sink)
      .sort()
      .join(' ');
    const expected = this.#expected.get(language);
    const found = await this.#readContent();
    const left = ['store/staging', 'scratch'].flatMap((folder) =>
      listIfThere(join(this.#state.stateDir, folder)).map((name) => `${folder}/${name}`),
    );
    return [
      ...(live.length === 1 ? [] : [`${live.length} publications are live`]),
      ...(flips.length === 1 ? [] : [`${flips.length} publications went live`]),
      ...(live[0]?.outcome === 'PUBLISHED' ? [] : [`its run ended ${live[0]?.outcome}`]),
      ...(sinks === 'crm files postgres' ? [] : [`receipts of ${sinks}`]),
      ...(found.rows === expected?.rows ? [] : ['PostgreSQL has other rows than undisturbed']),
      ...(found.messages === expected?.messages ? [] : ['the receiver has other messages than undisturbed']),
      ...left.map((name) => `${name} is left behind`),
    ];
  }

  /** What is live, and what the receiver has of it, without the names of run and publication. */
  async #readContent(): Promise<Content> {
    const { rows } = await this.database.query<{ publication_id: string; content: string }>(
      `select publication_id, count(*) || ' ' || md5(string_agg(
         concat_ws(' ', customer_id, action_id, offer, message, reason, valid_from, valid_to), '|'
         order by customer_id, action_id)) as content
       from live_strategies group by publication_id`,
    );
    const id = rows[0]?.publication_id ?? 'none';
    const messages = [...this.#receiver.taken.values()]
      .filter(({ key }) => key.startsWith(`${id}/`))
      .map(({ customer_id, action_id, offer, message }) =>
        [customer_id, action_id, offer, message].join(' '),
      );
    return { rows: rows.map(({ content }) => content).join(), messages: messages.sort().join('\n') };
  }
}

function describeCause(error: Error): string {
  return error.cause instanceof Error ? describeCause(error.cause) : error.message;
}

function listIfThere(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
