import { addDays } from '../models/days.ts';
import { evidenceAgainst } from '../models/lift/confidence-sequence.ts';
import { listMembers, type Member } from '../models/lift/list-members.ts';
import { type Experiment, readExperiment } from '../models/lift/read-experiment.ts';
import { type Arm, isInGlobalHoldout } from '../models/playbooks/arms.ts';
import type { TrialCandidate } from '../models/playbooks/choose-offers.ts';
import { collectPast, type EarlierRows } from '../models/playbooks/past-contacts.ts';
import { planTrialStrategies } from '../models/playbooks/plan-trial-strategies.ts';
import { Playbook } from '../models/playbooks/playbook.ts';
import { TrialEvidence } from '../models/playbooks/trial-evidence.ts';
import { createRandom, type Random, splitSeed } from '../models/random.ts';

/** One simulated company: who comes, what is planned for them, and what the messages do. */
export interface LiftWorld {
  customers: number;
  nights: number;
  /** Of `late`, the action that works; `early`, which goes before it, does nothing. */
  holdoutShare: number;
  /** Chance that a message of `late` converts whoever would not have paid. */
  extra: number;
}

/** A customer with what becomes of them unless something is sent. */
interface Person {
  id: string;
  /** Night of the first candidacy; a candidate for three nights. */
  enters: number;
  score: number;
  /** Days from entering to the payment that needs no message; null: none. Many come before any message. */
  paysAfter: number | null;
  isOptedOut: boolean;
  consent: TrialCandidate['consent'];
  /** Below `extra`, a message of `late` converts. */
  persuasion: number;
  /** Days from that message to the payment. */
  persuadedAfter: number;
}

const START = '2021-01-04';
const OPEN_NIGHTS = 3;
const WINDOW_DAYS = 14;
const GLOBAL_SHARE = 0.02;
const ALPHA = 0.05;

/** Two actions that compete for a customer, a weekly cap of one and a budget: most of the audience is suppressed somewhere. */
function writePlaybook(holdoutShare: number): Playbook {
  const action = (id: string, change: object) => ({
    ...{ id, title: id, trigger: 'nightly', who: 'everybody', moments: ['registration'], channel: 'app' },
    ...{ validDays: 3, offer: { kind: 'plan', text: 'a plan', plan: 'monthly' }, holdoutShare },
    ...{ messages: { ko: '안내', en: 'Hello' }, measure: { windowDays: WINDOW_DAYS, enrolDays: 91 } },
    ...change,
  });
  const texts = { ko: '이름', en: 'Name' };
  return Playbook.parse({
    ...{ sender: texts, optOut: texts, whenConsentUnknown: 'suppress' },
    actions: [action('early', { budgetPerNight: 60 }), action('late', {})],
  });
}

function drawPeople({ customers, nights }: LiftWorld, random: Random): Person[] {
  return Array.from({ length: customers }, (_, place) => {
    const score = 0.15 + 0.5 * random.next();
    return {
      id: `c${place}`,
      enters: random.integer(nights),
      score,
      paysAfter: random.next() < score ? random.integer(18) : null,
      isOptedOut: random.next() < 0.05,
      consent: random.next() < 0.1 ? 'refused' : 'given',
      persuasion: random.next(),
      persuadedAfter: 1 + random.integer(WINDOW_DAYS - 1),
    };
  });
}

/** What one experiment counted of an action: at its end, and as known on each night before. */
export interface ExperimentRun {
  action: string;
  experiment: Experiment;
  /** Share of members who would not have paid within their window without a message. */
  unmoved: number;
  nights: Experiment[];
}

/** One company's quarter through the planner, its suppression and its arms, and what came of it. */
export function runExperiment(world: LiftWorld, seed: number): ExperimentRun[] {
  const random = createRandom(splitSeed(seed, 'lift'));
  const people = drawPeople(world, random);
  const playbook = writePlaybook(world.holdoutShare);
  const dataset = `simulated-${seed}`;
  const members = new Map<string, Member & { night: number }>();
  const arms = new Map<string, Map<string, Arm>>();
  const rows = new Map<string, EarlierRows>();
  const persuaded = new Map<string, number>();
  const paidOn = (person: Person) =>
    Math.min(
      person.paysAfter === null ? Number.POSITIVE_INFINITY : person.enters + person.paysAfter,
      persuaded.get(person.id) ?? Number.POSITIVE_INFINITY,
    );
  const byId = new Map(people.map((person) => [person.id, person]));
  for (let night = 0; night < world.nights + OPEN_NIGHTS; night++) {
    const asOf = addDays(START, night);
    const open = people.filter(({ enters }) => enters <= night && night < enters + OPEN_NIGHTS);
    const { strategies } = planTrialStrategies(
      open.map((person) =>
        toCandidate(person, { asOf, isPaid: paidOn(person) < night, nights: night - person.enters }),
      ),
      {
        ...{ playbook, runId: 'r', dataset, pipeline: 'trial-conversion', asOf, language: 'en' as const },
        ...{
          holdoutShare: world.holdoutShare,
          globalHoldoutShare: GLOBAL_SHARE,
          prices: null,
          quietHours: null,
        },
        ...{ salt: 'salt', people: dataset, arms },
        ...{ caps: { perDay: 1, perWeek: 2 }, verdicts: new Map(), past: collectPast([...rows.values()]) },
      },
    );
    for (const { customer_id: customer, action_id: action, arm, evidence } of strategies) {
      const key = `${action} ${customer}`;
      const before = rows.get(key);
      const times = (before?.times ?? 0) + 1;
      rows.set(key, { customer, action, times, timesThisWeek: times, lastOn: asOf });
      if (members.has(key)) continue;
      arms.set(action, (arms.get(action) ?? new Map()).set(customer, arm));
      const { outcome, targets, window_days, enrol_days } = TrialEvidence.parse(
        JSON.parse(evidence),
      ).measured_by;
      members.set(key, {
        ...{ customer, action, arm, since: asOf, night, outcome, targets },
        ...{ windowDays: window_days, enrolDays: enrol_days },
      });
      const person = byId.get(customer)!;
      if (action === 'late' && arm === 'treatment' && person.persuasion < world.extra)
        persuaded.set(customer, night + person.persuadedAfter);
    }
  }
  const compared = listMembers([...members.values()], {
    isInGlobalHoldout: (customer) =>
      isInGlobalHoldout({ salt: 'salt', people: dataset, customer }, GLOBAL_SHARE),
    outcome: 'paid',
  }) as Array<Member & { night: number }>;
  return playbook.actions.map(({ id }) => {
    const own = compared.filter(({ action }) => action === id);
    const paid = (person: Person, { night }: { night: number }) => {
      const day = paidOn(person);
      return day >= night && day < night + WINDOW_DAYS;
    };
    const count = (asOf: number): Experiment => {
      const arms = {
        treatment: { members: 0, ripe: 0, successes: 0 },
        holdout: { members: 0, ripe: 0, successes: 0 },
      };
      for (const member of own) {
        const arm = arms[member.arm];
        arm.members += 1;
        if (member.night + WINDOW_DAYS > asOf) continue;
        arm.ripe += 1;
        if (paid(byId.get(member.customer)!, member)) arm.successes += 1;
      }
      return {
        ...{
          action: id,
          outcome: 'paid',
          windowDays: WINDOW_DAYS,
          enrolDays: 91,
          round: 1,
          startedOn: START,
        },
        ...arms,
      };
    };
    const unmoved = own.filter((member) => {
      const { enters, paysAfter } = byId.get(member.customer)!;
      return paysAfter === null || enters + paysAfter >= member.night + WINDOW_DAYS;
    }).length;
    const last = world.nights + OPEN_NIGHTS + WINDOW_DAYS;
    return {
      action: id,
      experiment: count(last),
      unmoved: unmoved / own.length,
      nights: Array.from({ length: last - WINDOW_DAYS }, (_, place) => count(WINDOW_DAYS + place + 1)),
    };
  });
}

function toCandidate(
  { id, score, isOptedOut, consent }: Person,
  { asOf, isPaid, nights }: { asOf: string; isPaid: boolean; nights: number },
): TrialCandidate {
  return {
    ...{ customer: id, point: 'registration', decidedAt: `${addDays(asOf, -1)} 10:00:00` },
    ...{
      trialEndsAt: `${addDays(asOf, 3)} 10:00:00`,
      probability: score,
      model: 'true',
      isPaid,
      isOptedOut,
      consent,
    },
    // The second action is for those who are still there on the second night.
    actions: nights === 0 ? [0] : [0, 1],
  };
}

/** How often intervals held the truth over many experiments, and how far the mean was from it. */
export interface LiftErrors {
  action: string;
  experiments: number;
  /** The effect planted, as a share. */
  truth: number;
  meanLift: number;
  /** Share of experiments whose Newcombe interval holds the truth. */
  coverage: number;
  /** Share whose confidence sequence held it on every night. */
  sequenceCoverage: number;
  meanTreated: number;
  meanHeld: number;
}

/** Runs so many experiments and compares what they read with what was planted. */
export function simulateLift(
  world: LiftWorld,
  { experiments, seed }: { experiments: number; seed: number },
): LiftErrors[] {
  const runs = Array.from({ length: experiments }, (_, place) => runExperiment(world, seed + place));
  return [0, 1].map((place) => {
    const own = runs.map((run) => run[place]!);
    const action = own[0]!.action;
    // A message moves whoever it persuades of those who would not have paid.
    const truth = action === 'late' ? world.extra * mean(own.map(({ unmoved }) => unmoved)) : 0;
    const readings = own.map(({ experiment }) => readExperiment(experiment, '2099-01-01'));
    return {
      ...{ action, experiments, truth, meanLift: mean(readings.map(({ lift }) => lift ?? 0)) },
      coverage: mean(readings.map(({ low, high }) => Number(low! <= truth && truth <= high!))),
      sequenceCoverage: mean(own.map(({ nights }) => Number(nights.every((night) => holds(night, truth))))),
      meanTreated: mean(own.map(({ experiment }) => experiment.treatment.ripe)),
      meanHeld: mean(own.map(({ experiment }) => experiment.holdout.ripe)),
    };
  });
}

function holds({ treatment, holdout }: Experiment, truth: number): boolean {
  const toCounts = ({ ripe, successes }: Experiment['treatment']) => ({ customers: ripe, successes });
  return evidenceAgainst(truth, toCounts(treatment), toCounts(holdout)) < Math.log(1 / ALPHA);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
