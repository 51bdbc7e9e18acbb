import { z } from 'zod';
import type { FoundChampion } from '../models/contracts/champion.ts';
import { CalendarDay } from '../models/contracts/run-input.ts';
import { dayIn } from '../models/days.ts';
import { CorruptArtifactError } from '../platform/errors.ts';
import {
  type ChampionRow,
  findChampion,
  findChampionBefore,
  toChampion,
} from '../platform/postgres/champions.ts';
import { defineStep } from '../platform/steps/define-step.ts';
import type { ArtifactStore } from '../platform/store/artifact-store.ts';
import { verifyArtifact } from '../platform/store/verify-artifact.ts';

const Params = z.strictObject({
  asOf: CalendarDay,
  /** Decision points whose champions are looked for. */
  points: z.array(z.string()).min(1),
  /** Whose clocks say when an approval is over. */
  timeZone: z.string(),
});

/** Find the champion of each decision point, and check the bytes of what would be released. */
export const findChampions = defineStep({
  module: import.meta.url,
  params: Params,
  inputs: [],
  async run({
    params: { asOf, points, timeZone },
    call: { dataset, pipeline },
    services: { database, store },
    log,
  }) {
    const found: Record<string, FoundChampion> = {};
    const on = dayIn(timeZone, new Date());
    for (const decision_point of points) {
      const scope = { dataset, pipeline, decision_point };
      const live = await findChampion(database, scope);
      const rows = {
        before: await findChampionBefore(database, scope, asOf),
        today: live?.as_of === asOf ? live : undefined,
      };
      const checked = { before: await check(store, rows.before), today: await check(store, rows.today) };
      const refused = checked.today.refused ?? checked.before.refused;
      if (refused !== null) log.warn(`${decision_point}: ${refused}`);
      found[decision_point] = {
        before: checked.before.champion,
        today: checked.today.champion,
        live: live === undefined ? null : { version: live.version, asOf: live.as_of },
        refused,
        on,
      };
    }
    const usable = Object.values(found).filter(({ before, today }) => (today ?? before) !== null);
    return {
      artifacts: {},
      rows: usable.length,
      metrics: Object.fromEntries(
        Object.entries(found).map(([point, { before, today }]) => [
          point,
          (today ?? before)?.version ?? null,
        ]),
      ),
      value: found,
    };
  },
});

async function check(store: ArtifactStore, row: ChampionRow | undefined) {
  if (row === undefined) return { champion: null, refused: null };
  try {
    await verifyArtifact(store, row.artifact);
    return { champion: toChampion(row), refused: null };
  } catch (error) {
    if (!(error instanceof CorruptArtifactError)) throw error;
    return { champion: null, refused: `version ${row.version}: ${error.message}` };
  }
}
