import { z } from 'zod';
import { CalendarDay } from '../contracts/run-input.ts';
import { addDays } from '../days.ts';
import { computeNewcombeInterval } from '../insights/newcombe-interval.ts';
import { computeConfidenceSequence } from './confidence-sequence.ts';
import { detectableEffect } from './detectable-effect.ts';
import { OUTCOMES } from './measure.ts';

const Count = z.int().nonnegative();
/** One arm: everybody first eligible, those whose window has closed, and in how many of these the outcome came about. */
const ArmOfExperiment = z.strictObject({ members: Count, ripe: Count, successes: Count });
export type ArmOfExperiment = z.infer<typeof ArmOfExperiment>;

/** Customers of one action who were first eligible within one span of days. */
export const Experiment = z.strictObject({
  action: z.string(),
  outcome: z.enum(OUTCOMES),
  windowDays: z.int().positive(),
  enrolDays: z.int().positive(),
  /** 1 is the first; each begins where the one before stops taking in customers. */
  round: z.int().positive(),
  startedOn: CalendarDay,
  treatment: ArmOfExperiment,
  holdout: ArmOfExperiment,
});
export type Experiment = z.infer<typeof Experiment>;

/** `open` until the last window closes; then read once: `closed`, or nothing to read. */
export const LIFT_STATES = ['open', 'closed', 'too few', 'no holdout'] as const;
export type LiftState = (typeof LIFT_STATES)[number];

/** What an experiment says of its action. */
export const LiftReading = z.strictObject({
  ...Experiment.shape,
  state: z.enum(LIFT_STATES),
  /** The last window has closed: this reading stands for good. */
  isFinal: z.boolean(),
  closesOn: CalendarDay,
  /** Rate of the treatment less that of the holdout, of ripe members; null with an empty arm. */
  lift: z.number().nullable(),
  /** Newcombe's interval of the closed experiment; before, a confidence sequence, which may be looked at every night. */
  method: z.enum(['newcombe', 'confidence sequence']).nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** The smallest lift that so many ripe members would show, at 80 % power; null where none is. */
  detectable: z.number().nullable(),
});
export type LiftReading = z.infer<typeof LiftReading>;

/** Fewer in either arm say nothing, whatever the interval. */
export const LEAST_PER_ARM = 30;
/** So many treated and nobody held out: with one in ten that happens once in 38,000 times. */
const SURELY_NO_HOLDOUT = 100;

/** The first day on which every outcome of an experiment is known: the last one in has had the whole window. */
export function closesOn({ startedOn, enrolDays, windowDays }: Experiment): string {
  return addDays(startedOn, enrolDays - 1 + windowDays);
}

/** What an experiment says as of a day. */
export function readExperiment(experiment: Experiment, asOf: string): LiftReading {
  const { treatment, holdout } = experiment;
  const closing = closesOn(experiment);
  const isFinal = asOf >= closing;
  const state = judgeState(experiment, isFinal);
  const given = { ...experiment, state, isFinal, closesOn: closing };
  const nothing = { lift: null, method: null, low: null, high: null, detectable: null };
  if (treatment.ripe === 0 || holdout.ripe === 0) return { ...given, ...nothing };
  const lift = treatment.successes / treatment.ripe - holdout.successes / holdout.ripe;
  const detectable = detectableEffect(holdout.successes / holdout.ripe, {
    treatment: treatment.ripe,
    holdout: holdout.ripe,
  });
  // Too few to be read: the counts stand, the effect does not.
  if (state === 'too few') return { ...given, ...nothing, detectable };
  const interval = isFinal
    ? computeNewcombeInterval(toGroup(treatment), toGroup(holdout))
    : computeConfidenceSequence(
        { customers: treatment.ripe, successes: treatment.successes },
        { customers: holdout.ripe, successes: holdout.successes },
      );
  return { ...given, lift, method: isFinal ? 'newcombe' : 'confidence sequence', ...interval, detectable };
}

function judgeState({ treatment, holdout }: Experiment, isFinal: boolean): LiftState {
  const noHoldout = holdout.members === 0;
  if (noHoldout && (isFinal || treatment.members >= SURELY_NO_HOLDOUT)) return 'no holdout';
  if (!isFinal) return 'open';
  return Math.min(treatment.ripe, holdout.ripe) < LEAST_PER_ARM ? 'too few' : 'closed';
}

function toGroup({ ripe, successes }: ArmOfExperiment) {
  return { registrants: ripe, payers: successes };
}
