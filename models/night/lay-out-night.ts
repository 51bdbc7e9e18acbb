import type { NightInput, NightPlan, NightRun } from '../contracts/night.ts';
import { BUSINESS_CASES, type BusinessCase } from '../contracts/pipeline.ts';
import { type ProjectConfig, settingsOf } from '../contracts/project-config.ts';
import { localDate } from './local-date.ts';

const HOUR_MILLIS = 3_600_000;

/** A dataset and the pipeline that runs on it. */
export type NightScope = Pick<NightRun, 'pipeline' | 'dataset'>;

/** What a night is laid out from. */
export interface NightGiven {
  input: NightInput;
  /** When it was scheduled, however late it starts. */
  scheduledAt: Date;
  /** When the next one is; null where nothing is scheduled. */
  next: Date | null;
  project: ProjectConfig;
  /** Without a configured dataset the samples run, where nothing real is connected. */
  allowsSamples: boolean;
}

/** Datasets that a night is about; none where nothing is configured that fits. */
export function chooseScopes({
  input,
  project,
  allowsSamples,
}: Omit<NightGiven, 'scheduledAt' | 'next'>): NightScope[] {
  const wanted: readonly BusinessCase[] = input.pipelines ?? BUSINESS_CASES;
  const all = Object.entries(project.datasets ?? {}).map(([dataset, { pipeline }]) => ({
    pipeline,
    dataset,
  }));
  const known =
    all.length > 0 || !allowsSamples
      ? all
      : BUSINESS_CASES.map((pipeline) => ({ pipeline, dataset: 'sample' }));
  return wanted.flatMap((name) =>
    known.filter(({ pipeline, dataset }) => pipeline === name && dataset === (input.dataset ?? dataset)),
  );
}

/**
 * The runs of a night: as of the local date of the scheduled time, each with a name of its own, and waiting for a person where a
 * step fails, until an hour before the next night.
 */
export function layOutNight(given: NightGiven): NightPlan {
  const { input, scheduledAt, next, project } = given;
  const parkUntil = next === null ? {} : { parkUntil: new Date(next.getTime() - HOUR_MILLIS).toISOString() };
  const all = chooseScopes({ ...given, input: {} });
  const dateOf = (dataset: string) => localDate(scheduledAt, settingsOf(project, dataset).timeZone);
  const runs = chooseScopes(given).map(({ pipeline, dataset }): NightRun => {
    const isOnly = all.filter((scope) => scope.pipeline === pipeline).length === 1;
    return {
      ...{ pipeline, dataset },
      workflowId: ['nightly', dateOf(dataset), pipeline, ...(isOnly ? [] : [dataset])].join('/'),
      input: {
        dataset,
        // A sample ends on a day of its own.
        ...(dataset !== 'sample' && { asOf: dateOf(dataset) }),
        ...(input.dryRun !== undefined && { dryRun: input.dryRun }),
        ...(input.set !== undefined && { set: input.set }),
        onFailure: 'park',
        ...parkUntil,
      },
    };
  });
  return { date: dateOf(input.dataset ?? ''), runs };
}
