import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { settingsOf } from '../models/contracts/project-config.ts';
import type { Config } from '../platform/config.ts';
import { openSession } from '../platform/duckdb/session.ts';
import { UsageError } from '../platform/errors.ts';
import { loadProjectConfig } from '../platform/project-config.ts';
import { resolvePolicy } from '../platform/resolve-policy.ts';
import { readPropensityInput } from '../platform/source/table/read-propensity-input.ts';
import { surveyTableFile } from '../platform/source/table/survey-table-file.ts';
import { pickGiven, type RequestOptions } from './request-options.ts';
import type { RunRequest } from './start-run.ts';

const NEEDED = ['source', 'id', 'label'] as const;

/** Find out before any server is started whether a question can be asked of a file, and name its run. */
export async function resolveQuestion(config: Config, options: RequestOptions): Promise<RunRequest> {
  const missing = NEEDED.filter((name) => options[name] === undefined);
  if (missing.length > 0)
    throw new UsageError(
      `propensity needs --${missing.join(', --')} (crosslift run propensity --source FILE --id COL --label COL [--time COL])`,
    );
  const { source, id, label, time } = options;
  const given = { ...pickGiven(options), source, id, label, ...(time !== undefined && { time }) };
  const input = readPropensityInput(
    options.dataset === undefined ? given : { ...given, dataset: options.dataset },
    config,
  );
  const { config: project } = await loadProjectConfig(
    config.projectConfig.path,
    config.projectConfig.required,
  );
  const { gate, timeZone } = settingsOf(project, input.dataset);
  resolvePolicy(gate, options.set);
  const scratch = await mkdtemp(join(tmpdir(), 'crosslift-source-'));
  const session = await openSession({ ...config.duckdb, scratchDir: scratch });
  try {
    const { asOf } = await surveyTableFile(
      session,
      {
        path: input.source,
        columns: { id: input.id, label: input.label, time: input.time ?? null },
        asOf: input.asOf,
      },
      { timeZone, scratch },
    );
    const fixed = input.time === undefined ? input : { ...input, asOf };
    return { dag: 'propensity', dataset: input.dataset, asOf, input: fixed };
  } finally {
    await session.close();
    await rm(scratch, { recursive: true, force: true });
  }
}
