import { settingsOf } from '../models/contracts/project-config.ts';
import { type JourneyClock, REAL_TIME } from '../models/journeys/clock.ts';
import { fromWallClock } from '../models/journeys/zone-time.ts';
import type { Config } from '../platform/config.ts';
import { UsageError } from '../platform/errors.ts';
import type { JourneyPost } from '../platform/journeys/deliver-events.ts';
import { loadProjectConfig } from '../platform/project-config.ts';
import { chooseSource } from '../platform/source/choose-source.ts';
import { connectClient } from '../platform/temporal/client.ts';
import { registerSearchAttributes } from '../platform/temporal/search-attributes.ts';
import { JOURNEY } from '../workflows/steps.ts';
import { type Backend, openBackend } from './open-backend.ts';

/** Whose journeys a command is about. */
export interface JourneyDataset {
  dataset: string;
  timeZone: string;
}

/** The dataset that was named, else the configured one of the trial pipeline. */
export async function resolveDataset(config: Config, named: string | undefined): Promise<JourneyDataset> {
  const { path, required } = config.projectConfig;
  const { config: project } = await loadProjectConfig(path, required);
  const dataset = named ?? chooseSource('trial-conversion', {}, { config, project }).dataset;
  return { dataset, timeZone: settingsOf(project, dataset).timeZone };
}

/** Everything that a command needs to tell journeys something. */
export interface OpenPost {
  backend: Backend;
  post: JourneyPost;
  timeZone: string;
}

/** Do something with the post of a dataset open. */
export async function withPost<Result>(
  {
    dataset: named,
    clock = REAL_TIME,
    role = 'journey',
  }: { dataset?: string | undefined; clock?: JourneyClock; role?: string },
  work: (open: OpenPost) => Promise<Result>,
): Promise<Result> {
  const backend = await openBackend(role);
  try {
    const { config, database, temporalAddress } = backend;
    const { dataset, timeZone } = await resolveDataset(config, named);
    const client = await connectClient(config, temporalAddress);
    try {
      // A journey may begin before any worker has ever polled.
      await registerSearchAttributes(client.connection, config.temporal.namespace);
      return await work({ backend, post: { database, client, dataset, clock, workflow: JOURNEY }, timeZone });
    } finally {
      await client.connection.close();
    }
  } finally {
    await backend.close();
  }
}

/**
 * A moment as people write it: with an offset from UTC, or as the clocks of the dataset show it.
 * @returns the same with its offset
 * @throws UsageError on anything else
 */
export function parseMoment(text: string, timeZone: string): string {
  const isInstant = /(Z|[+-]\d{2}:?\d{2})$/.test(text) && !Number.isNaN(Date.parse(text));
  if (isInstant) return new Date(text).toISOString();
  const wall = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})(:\d{2})?$/.exec(text);
  if (wall === null)
    throw new UsageError(
      `invalid moment: ${text} (expected 2021-12-06T09:00:00+09:00, or 2021-12-06 09:00 in ${timeZone})`,
    );
  return new Date(fromWallClock(`${wall[1]} ${wall[2]}${wall[3] ?? ':00'}`, timeZone) * 1000).toISOString();
}
