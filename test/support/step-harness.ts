import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import pino from 'pino';
import type { Artifacts } from '../../models/contracts/artifact.ts';
import type { Exposure } from '../../models/contracts/exposure.ts';
import type { StepCall, StepResult } from '../../models/contracts/step.ts';
import { parseConfig } from '../../platform/config.ts';
import { nameSalt } from '../../platform/postgres/arm-salts.ts';
import type { Database } from '../../platform/postgres/database.ts';
import type { StepDefinition } from '../../platform/steps/define-step.ts';
import { createStepActivity } from '../../platform/steps/run-step.ts';
import type { StepServices } from '../../platform/steps/services.ts';
import { DirectoryStore } from '../../platform/store/directory-store.ts';
import { draftManifest } from '../platform/store/draft-manifest.ts';

/** The salt of tests' arms: chance that is the same in every run. */
const SALT = 'salt of the tests';

/** What a plan is told where nothing was published before. */
export function exposureOf(people: string): Exposure {
  return {
    people,
    salt: nameSalt(SALT),
    members: 'none',
    elsewhere: [],
    journeys: { datasets: [people], messages: 'none' },
  };
}

/** Give these people's arms the salt of the tests. */
export async function fixSalt(database: Database, people: string): Promise<void> {
  await database.query('insert into arm_salts values ($1, $2) on conflict do nothing', [people, SALT]);
}

/** Rows that a database without any has all the same. */
export function answerSalt(text: string): { rows: object[] } {
  return { rows: /from arm_salts/.test(text) ? [{ salt: SALT }] : [] };
}

/** Takes every note and knows nothing but the salt: for steps that read nothing of the database. */
export const SILENT_DATABASE = { query: async (text: string) => answerSalt(text) } as unknown as Database;

/** Services over a directory of the test's own. */
export function createServices(directory: string, database: Database = SILENT_DATABASE): StepServices {
  const config = parseConfig({
    CROSSLIFT_STATE: directory,
    CROSSLIFT_MEMORY_MB: '512',
    CROSSLIFT_THREADS: '1',
  });
  return { config, database, store: new DirectoryStore(config.storeDir), log: pino({ level: 'silent' }) };
}

/** What may differ between calls of a step; the rest is filled in. */
export type CallChange<Params, Input extends string> = Partial<StepCall<Params, Input>> & {
  runId?: string;
  attempt?: number;
  /** Answers what a step asks of Temporal. */
  client?: Client;
};

/** One attempt of a step as a worker runs it: its result, and a way to cancel it. */
export interface StepAttempt<Output extends string, Value> {
  result: Promise<StepResult<Output, Value>>;
  environment: MockActivityEnvironment;
}

/** Start a step as a worker would. */
export function startStep<Params, Input extends string, Output extends string, Value>(
  step: StepDefinition<Params, Input, Output, Value>,
  services: StepServices,
  { runId = 'r1', attempt = 1, client, ...change }: CallChange<Params, Input>,
): StepAttempt<Output, Value> {
  const environment = new MockActivityEnvironment(
    { attempt, workflowExecution: { workflowId: 'affiliate-expansion/shop/2021-12-15', runId } },
    // Attempts that fail are what some tests are about; they need not be told on the console.
    { logger: new DefaultLogger('ERROR'), ...(client && { client }) },
  );
  const call = {
    step: 'step',
    pipeline: 'affiliate-expansion',
    dataset: 'shop',
    effect: 'pure',
    params: {},
    inputs: {},
    ...change,
  } as StepCall<Params, Input>;
  return { environment, result: environment.run(createStepActivity(step, services), call) };
}

/** Run a step to its end. */
export function runStep<Params, Input extends string, Output extends string, Value>(
  step: StepDefinition<Params, Input, Output, Value>,
  services: StepServices,
  change: CallChange<Params, Input>,
): Promise<StepResult<Output, Value>> {
  return startStep(step, services, change).result;
}

/**
 * Put files into the store as if a step `given` had made them.
 * @param key of the artifact, where its names would not tell it from another of the test
 * @param write writes the file of an artifact to the path it is given
 */
export async function giveArtifacts<Name extends string>(
  { store }: StepServices,
  files: Record<Name, { file: string; rows: number; write(path: string): Promise<void> | void }>,
  key?: string,
): Promise<Artifacts<Name>> {
  const stage = await store.stage('given');
  const entries = Object.entries(files) as [Name, (typeof files)[Name]][];
  for (const [, { file, write }] of entries) await write(join(stage.directory, file));
  const draft = draftManifest({ step: 'given', key: key ?? entries.map(([name]) => name).join('-') });
  const staged = Object.fromEntries(entries.map(([name, { file, rows }]) => [name, { file, rows }]));
  const { manifest } = await store.commit(stage, draft, staged);
  return Object.fromEntries(
    entries.map(([name]) => {
      const { uri, digest, rows } = manifest.artifacts[name]!;
      return [name, { uri, digest, rows }];
    }),
  ) as Artifacts<Name>;
}
