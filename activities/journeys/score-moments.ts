import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DECISION_POINTS } from '../../models/contracts/decision-point.ts';
import { takeTableRows } from '../../models/encoders/feature-table.ts';
import { toWallClock } from '../../models/journeys/zone-time.ts';
import { audienceCondition, TRIAL_AUDIENCE } from '../../models/playbooks/audience-query.ts';
import { isInCalendar } from '../../models/playbooks/calendar.ts';
import type { PlaybookAction } from '../../models/playbooks/playbook.ts';
import { numbersOf } from '../../platform/duckdb/column-table.ts';
import { type DuckDBSession, openSession } from '../../platform/duckdb/session.ts';
import type { StepServices } from '../../platform/steps/services.ts';
import { predictInSlices } from '../binary/predict-in-slices.ts';
import { readLandmarks } from '../trial/read-landmarks.ts';
import { buildLandmarks, type JourneyMoment } from './build-landmarks.ts';
import { type Scorer, scorerFinder } from './find-scorers.ts';
import { findSites } from './find-sites.ts';
import type { JourneySettings } from './journey-settings.ts';

/** A few hundred rows at most: more threads would only share them out, and keep memory of their own. */
const SMALL = { threads: 1, memoryLimitMb: 256 };

/** A moment at which an action may be due. */
export interface ScoredCall extends JourneyMoment {
  action: PlaybookAction;
}

/** What the models and the audience say of a moment. */
export interface MomentScore {
  isInAudience: boolean;
  /** P(pays within the horizon | what is known at the moment); null where no released model scores the point. */
  probability: number | null;
  /** Recipe and decision point of the model. */
  model: string | null;
}

/** Scores moments of a dataset, together, from rows as a night would build them. */
export function momentScorer(services: StepServices) {
  const findScorers = scorerFinder(services);
  return async (
    calls: readonly ScoredCall[],
    { dataset, settings: { timeZone, horizonDays } }: JourneySettings & { dataset: string },
  ): Promise<MomentScore[]> => {
    const scratchDir = await mkdtemp(join(tmpdir(), 'crosslift-journey-'));
    const session = await openSession({ ...SMALL, scratchDir });
    try {
      const sites = await findSites(services, dataset);
      await buildLandmarks(session, calls, { timeZone, horizonDays, sites: sites?.path });
      const latest = Math.max(...calls.map(({ now }) => now));
      const scorers = await findScorers(dataset, toWallClock(latest, timeZone).slice(0, 10));
      const scores = await predictMoments(session, calls, { scorers, scratchDir });
      const members = await listMembers(session, calls, timeZone);
      return calls.map((_, place) => ({
        isInAudience: members.has(place),
        ...(scores.get(place) ?? { probability: null, model: null }),
      }));
    } finally {
      await session.close();
      await rm(scratchDir, { recursive: true, force: true });
    }
  };
}

async function predictMoments(
  session: DuckDBSession,
  calls: readonly ScoredCall[],
  { scorers, scratchDir }: { scorers: Partial<Record<string, Scorer>>; scratchDir: string },
): Promise<Map<number, Pick<MomentScore, 'probability' | 'model'>>> {
  const tables = {
    landmarks: join(scratchDir, 'landmarks.parquet'),
    registrants: join(scratchDir, 'registrants.parquet'),
  };
  for (const [name, path] of Object.entries(tables))
    await session.copyToParquet({ table: `marts.${name}` }, path, { orderBy: ['user_id'] });
  const scores = new Map<number, Pick<MomentScore, 'probability' | 'model'>>();
  for (const point of DECISION_POINTS) {
    const scorer = scorers[point];
    if (scorer === undefined || !calls.some((call) => call.point === point)) continue;
    const { landmarks, examples } = await readLandmarks(session, tables, point);
    const rows = landmarks.flatMap(({ customer }, row) =>
      calls[Number(customer)]?.point === point ? [row] : [],
    );
    const predicted = await predictInSlices(scorer.model, takeTableRows(examples.table, rows));
    for (const [place, row] of rows.entries())
      scores.set(Number(landmarks[row]!.customer), { probability: predicted[place]!, model: scorer.name });
  }
  return scores;
}

/** Places of the moments at which their action may go out, and whose row is in its audience. */
async function listMembers(
  session: DuckDBSession,
  calls: readonly ScoredCall[],
  timeZone: string,
): Promise<Set<number>> {
  const members = new Set<number>();
  for (const action of new Set(calls.map((call) => call.action))) {
    const condition = audienceCondition(action.audience, TRIAL_AUDIENCE);
    const dayOf = ({ decidedAt }: ScoredCall) => toWallClock(decidedAt, timeZone).slice(0, 10);
    const own = calls.flatMap((call, place) => (call.action === action ? [place] : []));
    // Only a condition that asks for the day needs its days apart.
    const days = /\$as_of\b/.test(condition)
      ? [...new Set(own.map((place) => dayOf(calls[place]!)))]
      : [null];
    for (const day of days) {
      const columns = await session.columns(
        `select place ${TRIAL_AUDIENCE.from} where ${condition}`,
        day === null ? {} : { as_of: { date: day } },
      );
      const inAudience = new Set(numbersOf(columns, 'place'));
      for (const place of own) {
        const onDay = dayOf(calls[place]!);
        if (inAudience.has(place) && (day === null || day === onDay) && isInCalendar(action, onDay))
          members.add(place);
      }
    }
  }
  return members;
}
