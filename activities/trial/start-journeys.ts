import { getClient } from '@temporalio/activity';
import { z } from 'zod';
import { REAL_TIME } from '../../models/journeys/clock.ts';
import { countDeliveries, deliverEvents } from '../../platform/journeys/deliver-events.ts';
import { listOpenTrials } from '../../platform/journeys/list-open-trials.ts';
import { defineStep } from '../../platform/steps/define-step.ts';

const Params = z.strictObject({
  timeZone: z.string(),
  /** How a journey is started: its workflow, and who does it. */
  workflow: z.strictObject({ type: z.string(), taskQueue: z.string() }),
});

/** Begin the journeys of trials that are open now, and tell those that are under way what the door log says; repeating it changes nothing. */
export const startJourneys = defineStep({
  module: import.meta.url,
  params: Params,
  inputs: ['registrants', 'contacts', 'trial_access_log'],
  async run({ params: { timeZone, workflow }, inputs, call, duckdb, services, progress }) {
    const now = Date.now() / 1000;
    const events = await listOpenTrials(await duckdb(), inputs, { now, timeZone });
    progress(0.2, `${events.length} events of open trials`);
    const { database } = services;
    const post = { database, client: getClient(), dataset: call.dataset, clock: REAL_TIME, workflow };
    const metrics = countDeliveries(await deliverEvents(post, events));
    return { artifacts: {}, rows: events.length, metrics, value: null };
  },
});
