import { availableParallelism, totalmem } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { LocalPath } from '../models/contracts/local-path.ts';
import { UsageError } from './errors.ts';
import { readSecretFiles } from './secret-files.ts';

/** Root of the clone: where sql/, workflows/ and package.json are. */
export const PROJECT_ROOT = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');

const Flag = z.enum(['true', 'false']).transform((text) => text === 'true');
const Count = z
  .string()
  .regex(/^[1-9][0-9]*$/, 'expected a positive integer')
  .transform(Number);

/** Journeys that a worker works on at once: none of them may leave its memory meanwhile. */
export const LEAST_CACHED_JOURNEYS = 200;

const Environment = z.object({
  /** Where the embedded stack, logs, reports and, by default, artifacts live. */
  CROSSLIFT_STATE: LocalPath.default(resolve(PROJECT_ROOT, '.crosslift')),
  /** Artifact store: a directory that every worker sees, on a shared volume where they are on several machines. */
  CROSSLIFT_STORE: LocalPath.optional(),
  /** Address and region of the store of objects that `s3://` sources lie in, by the names that programs of AWS have for them. */
  AWS_ENDPOINT_URL_S3: z.url().optional(),
  AWS_ENDPOINT_URL: z.url().optional(),
  AWS_REGION: z.string().optional(),
  AWS_DEFAULT_REGION: z.string().optional(),
  /** The company's configuration; without it `crosslift.config.json` of the working directory, if there. */
  CROSSLIFT_CONFIG: z.string().optional(),
  CROSSLIFT_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  /** DuckDB's memory limit for one step: the process needs half a GiB more, and .8 with ten times the rows of a large shop. */
  CROSSLIFT_MEMORY_MB: Count.default(1024),
  /** DuckDB's threads for one step. */
  CROSSLIFT_THREADS: Count.default(2),
  /** SQL steps, and publishing ones, that one worker does at once: each spreads over its own threads. */
  CROSSLIFT_SQL_STEPS: Count.default(2),
  CROSSLIFT_PUBLISH_STEPS: Count.refine((steps) => steps <= 8, 'expected 8 or fewer').default(2),
  /** Training children that one worker runs at once, each of one thread. */
  CROSSLIFT_TRAINERS: Count.optional(),
  /** Trial journeys that a worker keeps in memory, each some 110 KB: another is brought back from its history when it is its turn. */
  CROSSLIFT_CACHED_JOURNEYS: Count.refine(
    (journeys) => journeys >= LEAST_CACHED_JOURNEYS,
    `expected ${LEAST_CACHED_JOURNEYS} or more: so many may be worked on at once`,
  ).default(1_500),
  /** host:port of a Temporal server; without it the embedded one is used. */
  TEMPORAL_ADDRESS: z
    .string()
    .regex(/^[^/\s]+:\d+$/, 'expected host:port')
    .optional(),
  TEMPORAL_NAMESPACE: z.string().default('default'),
  TEMPORAL_API_KEY: z.string().optional(),
  TEMPORAL_TLS: Flag.optional(),
  TEMPORAL_TLS_CA: z.string().optional(),
  TEMPORAL_TLS_CERT: z.string().optional(),
  TEMPORAL_TLS_KEY: z.string().optional(),
  /** Web address of the Temporal UI, for links. */
  TEMPORAL_UI_URL: z.url().optional(),
  /** postgres:// address; without it the embedded PostgreSQL is used. */
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'expected postgres://…')
    .optional(),
});

/** Settings of this process, parsed once from the environment and frozen. */
export interface Config {
  stateDir: string;
  storeDir: string;
  projectConfig: { path: string; required: boolean };
  /** Where buckets are; without an endpoint at AWS, without a region as a profile says. */
  bucket: { endpoint: string | undefined; region: string | undefined };
  logLevel: z.infer<typeof Environment>['CROSSLIFT_LOG_LEVEL'];
  duckdb: { memoryLimitMb: number; threads: number };
  /** Steps of each role that one worker does at once. */
  concurrency: { sql: number; train: number; publish: number };
  cachedJourneys: number;
  temporal: {
    address: string | undefined;
    namespace: string;
    apiKey: string | undefined;
    tls: boolean;
    tlsFiles: { ca: string | undefined; cert: string | undefined; key: string | undefined };
    uiUrl: string | undefined;
  };
  databaseUrl: string | undefined;
}

/**
 * Read settings from environment variables; an empty variable counts as unset.
 * @throws UsageError that lists every problem at once
 */
export function parseConfig(environment: Record<string, string | undefined>): Config {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = Environment.safeParse(present);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new UsageError(`the environment is not usable:\n${problems.join('\n')}`);
  }
  const values = parsed.data;
  const stateDir = resolve(values.CROSSLIFT_STATE);
  const tlsFiles = Object.freeze({
    ca: values.TEMPORAL_TLS_CA,
    cert: values.TEMPORAL_TLS_CERT,
    key: values.TEMPORAL_TLS_KEY,
  });
  return Object.freeze({
    stateDir,
    storeDir: resolve(values.CROSSLIFT_STORE ?? resolve(stateDir, 'store')),
    projectConfig: Object.freeze({
      path: resolve(values.CROSSLIFT_CONFIG ?? 'crosslift.config.json'),
      required: values.CROSSLIFT_CONFIG !== undefined,
    }),
    bucket: Object.freeze({
      endpoint: values.AWS_ENDPOINT_URL_S3 ?? values.AWS_ENDPOINT_URL,
      region: values.AWS_REGION ?? values.AWS_DEFAULT_REGION,
    }),
    logLevel: values.CROSSLIFT_LOG_LEVEL,
    duckdb: Object.freeze({
      memoryLimitMb: values.CROSSLIFT_MEMORY_MB,
      threads: values.CROSSLIFT_THREADS,
    }),
    concurrency: Object.freeze({
      sql: values.CROSSLIFT_SQL_STEPS,
      train: values.CROSSLIFT_TRAINERS ?? countTrainers(),
      publish: values.CROSSLIFT_PUBLISH_STEPS,
    }),
    cachedJourneys: values.CROSSLIFT_CACHED_JOURNEYS,
    temporal: Object.freeze({
      address: values.TEMPORAL_ADDRESS,
      namespace: values.TEMPORAL_NAMESPACE,
      apiKey: values.TEMPORAL_API_KEY,
      tls:
        values.TEMPORAL_TLS ??
        (values.TEMPORAL_API_KEY !== undefined || Object.values(tlsFiles).some(Boolean)),
      tlsFiles,
      uiUrl: values.TEMPORAL_UI_URL,
    }),
    databaseUrl: values.DATABASE_URL,
  });
}

/** Memory that a training child may come to need. */
const TRAINER_BYTES = 2 * 2 ** 30;

/** One for each core, as long as there is memory for it. */
function countTrainers(): number {
  return Math.max(1, Math.min(availableParallelism(), Math.floor(totalmem() / TRAINER_BYTES)));
}

/** Settings of this process. */
export function loadConfig(): Config {
  return parseConfig(readSecretFiles(process.env));
}

/** A variable that the company's configuration names, such as a secret's: its name is not ours to list above. */
export function readVariable(name: string): string | undefined {
  return process.env[name];
}
