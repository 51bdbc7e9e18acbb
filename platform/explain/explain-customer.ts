import { z } from 'zod';
import { ArtifactRef } from '../../models/contracts/artifact.ts';
import type { PipelineName } from '../../models/contracts/pipeline.ts';
import type { DuckDBSession } from '../duckdb/session.ts';
import type { JsonValue } from '../duckdb/to-json-value.ts';
import { UsageError } from '../errors.ts';
import type { Queryable } from '../postgres/database.ts';
import { findRun, listLatestRuns, listSteps, type RunRow } from '../postgres/run-log.ts';
import type { ArtifactStore } from '../store/artifact-store.ts';
import { QUESTIONS } from './questions.ts';

/** Rows of one answer. */
export type Answer = Array<Record<string, JsonValue>>;

/** Everything that one run knows about a customer. */
export interface CustomerStory {
  customer: string;
  run: Pick<RunRow, 'run_id' | 'pipeline' | 'dataset' | 'as_of' | 'outcome'>;
  /** By question; questions whose artifacts the run did not make are left out. */
  answers: Record<string, Answer>;
}

/** Where a story is looked for. */
export interface StorySources {
  database: Queryable;
  store: ArtifactStore;
  session: DuckDBSession;
}

/**
 * What a run knows about a customer.
 * @param where a run (`latest` or a beginning of its id); else the newest run that knows the customer, of one
 * dataset or of any
 * @throws UsageError when none does
 */
export async function explainCustomer(
  sources: StorySources,
  customer: string,
  where: { run?: string | undefined; dataset?: string | undefined } = {},
): Promise<CustomerStory> {
  const runs =
    where.run === undefined
      ? await listLatestRuns(sources.database, where.dataset)
      : [await findRun(sources.database, where.run)];
  for (const run of runs) {
    const answers = await answerQuestions(sources, run, customer);
    const { run_id, pipeline, dataset, as_of, outcome } = run;
    if (answers.subject !== undefined && answers.subject.length > 0)
      return { customer, run: { run_id, pipeline, dataset, as_of, outcome }, answers };
  }
  const asked = runs.map(
    ({ run_id, pipeline, dataset, as_of }) => `${pipeline}/${dataset} as of ${as_of} (${run_id.slice(0, 8)})`,
  );
  throw new UsageError(
    `no customer ${customer} (expected an id of the source, as it is written there; looked in ${asked.join(', ') || 'no run: there is none yet'})`,
  );
}

async function answerQuestions(
  { database, store, session }: StorySources,
  { run_id, pipeline }: RunRow,
  customer: string,
): Promise<CustomerStory['answers']> {
  const artifacts = new Map<string, string>();
  for (const step of await listSteps(database, run_id)) {
    const refs = z.record(z.string(), ArtifactRef).parse(step.artifacts ?? {});
    for (const [name, ref] of Object.entries(refs)) artifacts.set(name, store.locate(ref));
  }
  const answers: CustomerStory['answers'] = {};
  for (const [name, { reads, sql }] of Object.entries(QUESTIONS[pipeline as PipelineName])) {
    if (!reads.every((artifact) => artifacts.has(artifact))) continue;
    const paths = Object.fromEntries(reads.map((artifact) => [artifact, artifacts.get(artifact)!]));
    answers[name] = await session.rows(sql, { ...paths, customer });
    // Whom the run does not know it knows nothing of.
    if (name === 'subject' && answers[name].length === 0) return answers;
  }
  return answers;
}
