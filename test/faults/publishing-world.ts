import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Strategy } from '../../models/contracts/strategy.ts';
import { addDays } from '../../models/days.ts';
import { openSession } from '../../platform/duckdb/session.ts';
import { findLive } from '../../platform/postgres/publications.ts';
import { listReceipts } from '../../platform/postgres/receipts.ts';
import { writeStrategies } from '../../platform/publishing/write-strategies.ts';
import type { StepServices } from '../../platform/steps/services.ts';
import { strategy } from '../platform/publishing/sketch-strategy.ts';
import { startReceiver, type TestReceiver } from '../support/start-receiver.ts';
import { startTestPostgres, type TestPostgres } from '../support/start-test-postgres.ts';
import { createServices, giveArtifacts } from '../support/step-harness.ts';
import { createTemporaryDirectory } from '../support/temporary-directory.ts';
import type { Night } from './publish-night.ts';
import { digestLiveFiles, digestLiveRows, type LivePlaces, watchLive } from './watch-live.ts';

const CHILD = fileURLToPath(new URL('publisher-child.ts', import.meta.url));
const SCOPE = { dataset: 'shop', pipeline: 'affiliate-expansion' };
const FIRST = '2021-10-01';

/** A night with what it must have told everybody downstream. */
export interface PlannedNight extends Night {
  treated: ReadonlyMap<string, string>;
}

/** A database, a store, a receiver and publishers that may be killed. */
export class PublishingWorld {
  readonly #directory: string;
  readonly #services: StepServices;
  readonly #receiver: TestReceiver;
  readonly postgres: TestPostgres;
  readonly #rows: number;
  #nights = 0;

  private constructor(postgres: TestPostgres, receiver: TestReceiver, rows: number) {
    this.#directory = createTemporaryDirectory();
    this.#services = createServices(this.#directory, postgres.database);
    this.#receiver = receiver;
    this.postgres = postgres;
    this.#rows = rows;
  }

  /** @param rows strategies of a night, of both arms */
  static async open(rows: number): Promise<PublishingWorld> {
    const postgres = await startTestPostgres();
    return new PublishingWorld(postgres, await startReceiver(), rows);
  }

  async close(): Promise<void> {
    await this.#receiver.stop();
    await this.postgres.stop();
    rmSync(this.#directory, { recursive: true, force: true });
  }

  /** Plan a night unlike all others; as of a day later, or of the day of the one before. */
  async plan({ sameDay = false } = {}): Promise<PlannedNight> {
    const number = this.#nights++;
    const rows = Array.from(
      { length: this.#rows },
      (_, place): Strategy =>
        strategy({
          strategy_id: `${number}-${place}`,
          customer_id: `M${place}`,
          offer: `offer ${number}`,
          arm: place % 10 === 0 ? 'holdout' : 'treatment',
        }),
    );
    let contentDigest = '';
    const session = await openSession({ memoryLimitMb: 256, threads: 1, scratchDir: this.#directory });
    const { strategies } = await giveArtifacts(
      this.#services,
      {
        strategies: {
          file: 'strategies.parquet',
          rows: rows.length,
          write: async (path: string) => {
            const scratchPath = join(this.#directory, 'content.parquet');
            ({ contentDigest } = await writeStrategies(session, rows, { path, scratchPath }));
          },
        },
      },
      `night-${number}`,
    );
    await session.close();
    const treated = rows.filter(({ arm }) => arm === 'treatment');
    return {
      ...{ runId: `r${number}`, asOf: addDays(FIRST, sameDay ? number - 1 : number) },
      ...{ strategies: strategies!, contentDigest },
      treated: new Map(treated.map(({ strategy_id, offer }) => [strategy_id, offer])),
    };
  }

  /** Start a publisher; ready for its first night when this returns. */
  async startPublisher(): Promise<ChildProcess> {
    const webhook = { kind: 'webhook', url: this.#receiver.url, secret: { env: 'CRM_SECRET' } };
    const settings = JSON.stringify({ ...webhook, allowPrivate: true, batchSize: 20 });
    const child = fork(CHILD, [this.#directory, this.postgres.databaseUrl, settings], {
      execArgv: ['--import', 'tsx'],
      env: { ...process.env, CRM_SECRET: 'a secret of the test' },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    await once(child, 'message');
    return child;
  }

  /** Publish to the end. */
  async publish(publisher: ChildProcess, { treated, ...night }: PlannedNight): Promise<void> {
    publisher.send(night);
    const [answer] = await once(publisher, 'message');
    if (answer !== 'done') throw new Error(`the publisher of ${night.runId} ${answer}`);
  }

  /** What a reader who never stops reading sees meanwhile; `down` while PostgreSQL does not answer. */
  watch() {
    return watchLive(this.#places());
  }

  async digests() {
    return { rows: await digestLiveRows(this.#places()), files: digestLiveFiles(this.#places()) };
  }

  #places(): LivePlaces {
    return { database: this.postgres.database, dataset: SCOPE.dataset, location: this.#live() };
  }

  #live(): string {
    return join(this.#services.config.storeDir, 'publications', SCOPE.pipeline, SCOPE.dataset, 'live');
  }

  /** What of a night is not as it must be now that it has been published; empty where all is. */
  async findFaults(nights: readonly PlannedNight[]): Promise<string[]> {
    const { database } = this.postgres;
    const live = await findLive(database, SCOPE);
    const night = nights.find(({ runId }) => runId === live?.run_id);
    if (live === undefined || night === undefined) return [`${live?.run_id} is live`];
    const { rows } = await database.query<Strategy>('select strategy_id, offer from live_strategies');
    const lines = readFileSync(join(this.#live(), 'strategies.jsonl'), 'utf8').trimEnd().split('\n');
    const received = [...this.#receiver.taken.values()].filter(({ key }) =>
      key.startsWith(`${live.publication_id}/`),
    ) as unknown as Strategy[];
    const receipts = await listReceipts(database, [live.publication_id]);
    const sinks = receipts
      .map(({ sink }) => sink)
      .sort()
      .join(' ');
    const places = {
      PostgreSQL: rows,
      files: lines.map((line) => JSON.parse(line) as Strategy),
      receiver: received,
    };
    return [
      ...Object.entries(places)
        .filter(([, has]) => !isSame(has, night.treated))
        .map(
          ([place, has]) =>
            `${place} has ${has.length} rows of ${night.runId}, not its ${night.treated.size}`,
        ),
      ...(sinks === 'crm files postgres' ? [] : [`receipts of ${sinks}`]),
    ];
  }

  /** Messages that the receiver was sent more than once, by the same key. */
  countRepeats(): number {
    const sent = this.#receiver.requests.reduce(
      (sum, { body }) => sum + (JSON.parse(body) as { messages: unknown[] }).messages.length,
      0,
    );
    return sent - this.#receiver.taken.size;
  }
}

/** Whether they are all of these and each once. */
function isSame(rows: readonly Pick<Strategy, 'strategy_id' | 'offer'>[], treated: PlannedNight['treated']) {
  return (
    rows.length === treated.size &&
    new Set(rows.map(({ strategy_id }) => strategy_id)).size === rows.length &&
    rows.every(({ strategy_id, offer }) => treated.get(strategy_id) === offer)
  );
}
