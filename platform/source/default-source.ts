import { basename, join, resolve } from 'node:path';
import type { Config } from '../config.ts';

/** Zone of a source's wall-clock times where nothing else is said. */
export const DEFAULT_TIME_ZONE = 'Asia/Seoul';

/** Where `crosslift sample` and `npm start` put the sample source of a pipeline. */
export function sampleDirectory(config: Pick<Config, 'stateDir'>, pipeline: string): string {
  return join(config.stateDir, 'sample', pipeline);
}

/** Name under which the results of a source are kept: `sample`, or that of its directory, folder or bucket. */
export function datasetOf(config: Pick<Config, 'stateDir'>, pipeline: string, place: string): string {
  if (resolve(place) === sampleDirectory(config, pipeline)) return 'sample';
  const name = basename(place)
    .toLowerCase()
    .replaceAll(/[^a-z0-9_-]+/g, '-')
    .replace(/^[^a-z0-9]+/, '');
  return name.slice(0, 63) || 'source';
}
