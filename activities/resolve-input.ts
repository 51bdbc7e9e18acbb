import { z } from 'zod';
import { canonicalJson, digestText } from '../models/artifact-key.ts';
import { BUSINESS_CASES } from '../models/contracts/pipeline.ts';
import { datasetsOf, settingsOf } from '../models/contracts/project-config.ts';
import type { RunContext } from '../models/contracts/run.ts';
import { RunInput } from '../models/contracts/run-input.ts';
import { SOURCE_TABLES } from '../models/contracts/tables/source-tables.ts';
import { listStaleTables } from '../models/contracts/tables/stale-tables.ts';
import { keepRecent, pastDays } from '../models/playbooks/past-contacts.ts';
import { loadRunPlaybooks } from '../platform/playbooks/load-playbook.ts';
import { ensureSalt, nameSalt } from '../platform/postgres/arm-salts.ts';
import { listPublicationsElsewhere } from '../platform/postgres/exposures.ts';
import { digestJourneyContacts } from '../platform/postgres/journey-messages.ts';
import { listEarlier } from '../platform/postgres/publications.ts';
import { insertRun } from '../platform/postgres/run-log.ts';
import { loadProjectConfig } from '../platform/project-config.ts';
import { resolvePolicy } from '../platform/resolve-policy.ts';
import { chooseSource } from '../platform/source/choose-source.ts';
import { findTables } from '../platform/source/find-tables.ts';
import { dayAfterLatest } from '../platform/source/newest-event.ts';
import { openSource } from '../platform/source/open-source.ts';
import { surveyEvents } from '../platform/source/survey-events.ts';
import { defineStep } from '../platform/steps/define-step.ts';

const Params = z.strictObject({ pipeline: z.enum(BUSINESS_CASES), input: RunInput });

const DEFAULT_SEED = 1;

/** Fix everything the run depends on: dataset, as-of, seed, policy, and the bytes of every raw file. */
export const resolveInput = defineStep({
  module: import.meta.url,
  params: Params,
  inputs: [],
  async run({ params: { pipeline, input }, duckdb, scratch, progress, signal, identity, services }) {
    const { config, database } = services;
    const { path, required } = config.projectConfig;
    const { config: project } = await loadProjectConfig(path, required);
    const { dataset, place } = chooseSource(pipeline, input, { config, project });
    const { gate, ...settings } = settingsOf(project, dataset);
    const { people } = settings;
    const datasets = datasetsOf(project, dataset);
    const policy = resolvePolicy(gate, input.set ?? {});
    const playbooks = await loadRunPlaybooks(pipeline, settings, duckdb);
    const directory = await openSource(place, config, signal);
    const tables = await findTables(directory, SOURCE_TABLES[pipeline], place);
    const { files, newest } = await surveyEvents(
      await duckdb(),
      { directory, tables },
      {
        timeZone: settings.timeZone,
        scratch: scratch('.'),
        before: input.asOf,
        signal,
        onTable: (name, done) => progress(done, name),
      },
    );
    const asOf = input.asOf ?? dayAfterLatest(Object.values(newest));
    const earlier = await listEarlier(database, { dataset, pipeline }, asOf);
    const context: RunContext = {
      pipeline,
      dataset,
      asOf,
      seed: input.seed ?? DEFAULT_SEED,
      dryRun: input.dryRun ?? false,
      source: { directory, ...(place !== directory && { address: place }), files },
      policy,
      settings,
      ...playbooks,
      earlier: keepRecent(
        earlier.map(({ as_of, digest }) => ({ asOf: as_of, digest })),
        asOf,
      ),
      exposure: {
        people,
        salt: nameSalt(await ensureSalt(database, people)),
        members: digestText(canonicalJson(earlier)),
        elsewhere: await listPublicationsElsewhere(
          database,
          { dataset, pipeline },
          { datasets, asOf, weekAfter: pastDays(asOf).weekAfter },
        ),
        journeys: {
          datasets,
          messages: await digestJourneyContacts(database, datasets, { ...pastDays(asOf), before: asOf }),
        },
      },
      stale: listStaleTables(SOURCE_TABLES[pipeline], newest, asOf),
    };
    await insertRun(database, {
      run_id: identity.runId,
      workflow_id: identity.workflowId,
      pipeline,
      dataset: context.dataset,
      as_of: context.asOf,
      input,
    });
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    return { artifacts: {}, rows: files.length, metrics: { bytes }, value: context };
  },
});
