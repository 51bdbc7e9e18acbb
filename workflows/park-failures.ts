import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import {
  ApplicationFailure,
  defineUpdate,
  isCancellation,
  patched,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { Parking } from '../activities/record-parking.ts';
import type { RunInput } from '../models/contracts/run-input.ts';
import type { StepDecided, StepDecision } from '../models/contracts/step-decision.ts';
import { type ParkedStep, ParkedSteps } from './parked-steps.ts';
import { proxyControl } from './proxy-control.ts';
import { rootCause, rootMessage } from './root-message.ts';
import { DECIDE, type StepEntry } from './steps.ts';
import { tellChanges } from './tell-changes.ts';

const SCHEDULE = defineSearchAttributeKey('TemporalScheduledById', SearchAttributeType.KEYWORD);
/** A nightly schedule starts the next run an hour after that. */
const PATIENCE_MILLIS = 23 * 3_600_000;

/** Runs that parked before people were told of it go on as they began. */
const TELLS = 'tell-of-parked-step';

const { recordParking, recordStepDecision } = proxyControl('sql');

const decide = defineUpdate<StepDecided, [StepDecision]>(DECIDE);

/** What may be done about a run's failed steps. */
export interface FailureDesk {
  /** What becomes of a failed step; throws where the run ends with it. */
  onFailure(entry: StepEntry, error: unknown): Promise<'retry' | 'skip'>;
}

interface DeskOptions {
  input: Pick<RunInput, 'onFailure' | 'parkUntil'>;
  /** The run, as far as it is known. */
  identify(): Parking['run'];
  /** Show which steps wait now, first the one that has just been parked. */
  onParked(steps: readonly ParkedStep[]): void;
  /** People were told: what the card says, and the steps that still wait. */
  onTold(card: string, steps: readonly ParkedStep[]): void;
  /** A decision was taken: how the steps that still wait are shown. */
  onDecided(steps: readonly ParkedStep[]): void;
}

/**
 * Let failed steps wait for a person's decision where the input or a schedule wants it, and take that decision as an update.
 * What somebody typed wrongly ends the run at once: no decision mends it.
 */
export function parkFailures({ input, identify, onParked, onTold, onDecided }: DeskOptions): FailureDesk {
  const { runId, typedSearchAttributes, startTime } = workflowInfo();
  const isScheduled = typedSearchAttributes.get(SCHEDULE) !== undefined;
  const parks = (input.onFailure ?? (isScheduled ? 'park' : 'fail')) === 'park';
  const until = Date.parse(input.parkUntil ?? '') || startTime.getTime() + PATIENCE_MILLIS;
  const parked = new ParkedSteps();

  setHandler(
    decide,
    async (decision) => {
      const step = parked.claim(decision);
      const { action, actor, reason } = decision;
      try {
        await recordStepDecision({ runId, step, action, actor, reason });
      } catch (error) {
        parked.settle(step, null);
        throw error;
      }
      parked.settle(step, action);
      return { step, action };
    },
    {
      description:
        'say how a step that waits goes on: {"action": "retry", "actor": "your name", "reason": "why"}; skip and abort are the others',
      validator: (decision) => {
        const refusal = parked.refuse(decision);
        if (refusal !== null) throw ApplicationFailure.nonRetryable(refusal, 'UsageError');
      },
    },
  );

  return {
    async onFailure(entry, error) {
      const { name, effect, skippable } = entry;
      const { type, message } = rootCause(error);
      if (!parks || !entry.parks || isCancellation(error) || type === 'UsageError') throw error;
      const text = rootMessage(error);
      const untilText = new Date(until).toISOString();
      await recordParking({ run: identify(), step: name, effect, error: text, until: untilText });
      const step = { name, skippable, error: text, until };
      onParked([step, ...parked.list()]);
      const waiting = parked.wait(step);
      // Whoever decides meanwhile need not wait until people are told.
      if (patched(TELLS)) void tell().catch(() => {});
      const action = await waiting;
      onDecided(parked.list());
      if (action === 'retry' || action === 'skip') return action;
      if (action === 'abort') throw error;
      throw ApplicationFailure.nonRetryable(
        `${message}; step ${name} waited until ${untilText}, and nobody decided about it`,
        type,
      );
    },
  };

  async function tell(): Promise<void> {
    const { pipeline, dataset } = identify();
    const told = await tellChanges({ pipeline, ...(dataset !== null && { dataset }) });
    if (told !== null && told.cards.length > 0) onTold(told.cards.join('\n\n'), parked.list());
  }
}

/** What the current details say of a step that waits, and what to do about it. */
export function describeParked({ name, skippable, error, until }: ParkedStep): string {
  const actions = skippable ? 'retry, skip or abort' : 'retry or abort';
  return [
    `**${name} waits for a decision** until ${new Date(until).toISOString()}: ${error.split('\n')[0]}`,
    '',
    `Send the update \`${DECIDE}\` with \`{"action": "retry", "actor": "your name", "reason": "what was mended"}\` (${actions}).`,
  ].join('\n');
}
