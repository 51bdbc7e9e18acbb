import { z } from 'zod';
import type { ArtifactRef } from '../models/contracts/artifact.ts';
import type { BusinessCase } from '../models/contracts/pipeline.ts';
import { CalendarDay } from '../models/contracts/run-input.ts';
import { keepFinal } from '../models/lift/keep-final.ts';
import { listMembers, type Member } from '../models/lift/list-members.ts';
import type { OutcomeKind } from '../models/lift/measure.ts';
import { LIFT_STATES, type LiftReading, readExperiment } from '../models/lift/read-experiment.ts';
import { isInGlobalHoldout } from '../models/playbooks/arms.ts';
import { ensureSalt } from '../platform/postgres/arm-salts.ts';
import { listMemberships, type MembershipRow } from '../platform/postgres/exposures.ts';
import { listReadings, saveReadings } from '../platform/postgres/lift-readings.ts';
import { defineStep } from '../platform/steps/define-step.ts';
import { countExperiments } from './count-experiments.ts';

const Params = z.strictObject({
  asOf: CalendarDay,
  dryRun: z.boolean(),
  globalHoldoutShare: z.number(),
  /** Whose customers they are. */
  people: z.string(),
});

/** By what everything that a pipeline does together is measured. */
const OUTCOME_OF: Readonly<Record<BusinessCase, OutcomeKind>> = {
  'trial-conversion': 'paid',
  'affiliate-expansion': 'used_new_affiliate',
};

/** Join what became of everybody who was ever planned for, and say of each action what its holdout shows. */
export const measureLift = defineStep({
  module: import.meta.url,
  params: Params,
  // Each pipeline hands over the tables that tell its own outcomes.
  inputs: [],
  async run({ params: { asOf, dryRun, globalHoldoutShare, people }, call, identity, duckdb, services }) {
    const { dataset, pipeline } = call;
    const { database, store } = services;
    const scope = { dataset, pipeline };
    const salt = await ensureSalt(database, people);
    const members = listMembers(toMembers(await listMemberships(database, scope, asOf)), {
      isInGlobalHoldout: (customer) => isInGlobalHoldout({ salt, people, customer }, globalHoldoutShare),
      outcome: OUTCOME_OF[pipeline as BusinessCase],
    });
    const given: Readonly<Record<string, ArtifactRef>> = call.inputs;
    const tables = Object.fromEntries(Object.entries(given).map(([name, ref]) => [name, store.locate(ref)]));
    const counted = await countExperiments(await duckdb(), members, { asOf, tables });
    const kept = await listReadings(database, scope);
    const readings = keepFinal(
      counted.map((experiment) => readExperiment(experiment, asOf)),
      kept,
      asOf,
    );
    if (!dryRun) await saveReadings(database, { ...scope, asOf, runId: identity.runId }, readings);
    return {
      artifacts: {},
      rows: members.length,
      metrics: countStates(readings),
      value: readings.filter((reading) => isLatest(reading, readings)),
    };
  },
});

/** Members of whom a plan said by what they are measured. */
function toMembers(rows: readonly MembershipRow[]): Member[] {
  return rows.flatMap(({ customer_id, action_id, arm, since, outcome, targets, window_days, enrol_days }) =>
    outcome === null || window_days === null || enrol_days === null
      ? []
      : [
          {
            ...{ customer: customer_id, action: action_id, arm, since, outcome, targets },
            ...{ windowDays: window_days, enrolDays: enrol_days },
          },
        ],
  );
}

/** Of each action the newest round and the one before, which may have closed meanwhile: older ones are in PostgreSQL. */
function isLatest({ action, round }: LiftReading, readings: readonly LiftReading[]): boolean {
  return readings.every((other) => other.action !== action || other.round <= round + 1);
}

function countStates(readings: readonly LiftReading[]): Record<string, number> {
  return Object.fromEntries(
    LIFT_STATES.map((state) => [
      state.replace(' ', '_'),
      readings.filter((reading) => reading.state === state).length,
    ]),
  );
}
