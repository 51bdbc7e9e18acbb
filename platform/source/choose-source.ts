import { resolve } from 'node:path';
import type { BusinessCase } from '../../models/contracts/pipeline.ts';
import type { ProjectConfig } from '../../models/contracts/project-config.ts';
import type { RunInput } from '../../models/contracts/run-input.ts';
import { parseBucketAddress, SourcePlace } from '../../models/contracts/source-place.ts';
import type { Config } from '../config.ts';
import { UsageError } from '../errors.ts';
import { datasetOf, sampleDirectory } from './default-source.ts';

/** Where raw tables lie, an absolute path or an address, and the name under which their results are kept. */
export interface ChosenSource {
  dataset: string;
  place: SourcePlace;
}

/** An address as it is; a path from a folder. */
export function resolvePlace(folder: string, place: SourcePlace): SourcePlace {
  return parseBucketAddress(place) === null ? resolve(folder, place) : place.replace(/\/+$/, '');
}

/**
 * The source of a run: what the input names, else the one configured dataset of the pipeline, else, where
 * nothing real is connected, the sample.
 * @throws UsageError when the choice is not clear, saying what to write
 */
export function chooseSource(
  pipeline: BusinessCase,
  input: Pick<RunInput, 'source' | 'dataset'>,
  { config, project }: { config: Pick<Config, 'stateDir' | 'databaseUrl'>; project: ProjectConfig },
): ChosenSource {
  const configured = Object.entries(project.datasets ?? {}).filter(
    ([, dataset]) => dataset.pipeline === pipeline,
  );
  if (input.source !== undefined) {
    const { error } = SourcePlace.safeParse(input.source);
    if (error) throw new UsageError(`the source ${input.source} ${error.issues[0]?.message}`);
    const place = resolvePlace('.', input.source);
    const known = configured.find(([, { source }]) => source === place)?.[0];
    return { dataset: input.dataset ?? known ?? datasetOf(config, pipeline, place), place };
  }
  const sample = { dataset: 'sample', place: sampleDirectory(config, pipeline) };
  if (input.dataset !== undefined) {
    const found = configured.find(([name]) => name === input.dataset);
    if (found !== undefined) return { dataset: input.dataset, place: found[1].source };
    if (input.dataset === 'sample') return sample;
    const names = configured.map(([name]) => name).join(', ') || 'none';
    throw new UsageError(
      `no dataset ${input.dataset} for ${pipeline} is configured (there is ${names}); or give its --source DIR`,
    );
  }
  const [first, ...others] = configured;
  if (others.length > 0) {
    throw new UsageError(
      `${pipeline} has several datasets; say which: --dataset ${configured.map(([name]) => name).join(' | ')}`,
    );
  }
  if (first !== undefined) return { dataset: first[0], place: first[1].source };
  if (config.databaseUrl !== undefined) {
    throw new UsageError(
      `${pipeline} has no dataset in crosslift.config.json, and the sample is not published to a real database; give --source DIR`,
    );
  }
  return sample;
}
