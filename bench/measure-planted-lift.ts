import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parse, stringify } from 'yaml';
import { type RunRequest, startRun } from '../cli/start-run.ts';
import { addDays } from '../models/days.ts';
import type { LiftReading } from '../models/lift/read-experiment.ts';
import type { PublicationDiff } from '../models/publishing/publication-diff.ts';
import { createRandom, splitSeed } from '../models/random.ts';
import type { DuckDBSession } from '../platform/duckdb/session.ts';
import { PLAYBOOK_KINDS } from '../platform/playbooks/playbook-kinds.ts';
import { listMemberships, type MembershipRow } from '../platform/postgres/exposures.ts';
import { listReadings } from '../platform/postgres/lift-readings.ts';
import type { Product } from '../test/support/start-product.ts';
import type { PlantedWorld } from './planted-world.ts';

/** A company, and the chance that a message moves whoever it would have to. */
export interface PlantedLift {
  world: PlantedWorld;
  dataset: string;
  customers: number;
  seed: number;
  extra: number;
  /** Let the later night go on to its end; otherwise it is ended when its experiments are read. */
  isWhole: boolean;
}

/** What the later night read of an action, and how many of the treated its messages moved. */
export interface PlantedReading {
  moved: number;
  reading: LiftReading;
}

/** Both nights: readings that are final, and the diff of the later one, where it was whole. */
export interface PlantedNights {
  readings: PlantedReading[];
  diff: PublicationDiff | null;
}

/** Settings that name a playbook. */
const SETTINGS = { 'trial-conversion': 'playbook', 'affiliate-expansion': 'affiliatePlaybook' } as const;
const LOOK_MILLIS = 250;

/**
 * Write a configuration with a dataset for each company, before the product starts: the playbooks that ship, with half of
 * every audience held out and experiments that take in the customers of one day.
 */
export function configureCompanies(directory: string, companies: readonly PlantedLift[]): string {
  const datasets = Object.fromEntries(
    companies.map(({ world: { pipeline }, dataset }) => {
      const file = `${pipeline}.yaml`;
      const playbook = parse(readFileSync(PLAYBOOK_KINDS[pipeline].shipped, 'utf8'));
      for (const action of playbook.actions) action.measure = { ...action.measure, enrolDays: 1 };
      writeFileSync(join(directory, file), stringify({ ...playbook, experimentShare: 0.5 }));
      return [dataset, { pipeline, source: join(directory, dataset), [SETTINGS[pipeline]]: file }];
    }),
  );
  const path = join(directory, 'crosslift.config.json');
  writeFileSync(path, JSON.stringify({ datasets }));
  return path;
}

/** Publish, let treated customers do what the messages are for, and read on a later night what came of it. */
export async function measurePlantedLift(
  { client, database }: Product,
  session: DuckDBSession,
  directory: string,
  { world, dataset, customers, seed, extra, isWhole }: PlantedLift,
): Promise<PlantedNights> {
  const { pipeline, first, later, outcome } = world;
  const source = join(directory, dataset);
  const night = (asOf: string): RunRequest => ({
    ...{ dag: pipeline, dataset, asOf },
    // What is measured here does not hang on how finely a gate sees.
    input: { dataset, asOf, onFailure: 'fail', set: { 'gate.resamples': '200' } },
  });
  await world.generate(session, { directory: source, customers, seed });
  const published = await (await startRun(client, night(first))).handle.result();
  if (published.outcome !== 'PUBLISHED')
    throw new Error(`the run of ${dataset} ended ${published.outcome} (expected PUBLISHED)`);
  const scope = { dataset, pipeline };
  const members = await listMemberships(database, scope, later);
  const drawn = drawMoved(members, { outcome, extra, seed });
  await session.appendColumns('told', {
    customer_id: drawn.map(({ member }) => member.customer_id),
    since: drawn.map(({ member }) => member.since),
    until: drawn.map(({ member }) => addDays(member.since, member.window_days!)),
    day: drawn.map(({ day }) => day),
  });
  await session.run(
    `create or replace table drawn as
     select customer_id, since::date as since, until::date as until, day::date as day from told`,
  );
  await world.plant(session, source);
  const rows = await session.rows<{ customer_id: string }>('select customer_id from moved');
  const moved = new Set(rows.map(({ customer_id }) => customer_id));
  const { handle } = await startRun(client, night(later));
  const readings = async () => (await listReadings(database, scope)).filter(({ as_of }) => as_of === later);
  const ended = isWhole ? await handle.result() : null;
  while ((await readings()).length === 0) await delay(LOOK_MILLIS);
  if (ended === null) await handle.terminate('its experiments are read');
  const movers = drawn.filter(({ member }) => moved.has(member.customer_id));
  return {
    diff: ended?.publication?.diff ?? null,
    readings: (await readings())
      .filter(({ reading }) => reading.isFinal)
      .map(({ reading }) => ({
        reading,
        moved: movers.filter(({ member }) => member.action_id === reading.action).length,
      })),
  };
}

/** Whom their message moves, and when: the first action of a customer only, so that no two claim the same. */
function drawMoved(
  members: readonly MembershipRow[],
  { outcome, extra, seed }: { outcome: string; extra: number; seed: number },
): Array<{ member: MembershipRow; day: string }> {
  const random = createRandom(splitSeed(seed, 'moved'));
  const seen = new Set<string>();
  return members.flatMap((member) => {
    const isMoved = random.next() < extra;
    const day = addDays(member.since, 1 + random.integer(member.window_days! - 1));
    if (member.outcome !== outcome || seen.has(member.customer_id)) return [];
    seen.add(member.customer_id);
    return member.arm === 'treatment' && isMoved ? [{ member, day }] : [];
  });
}
