import { setTimeout as delay } from 'node:timers/promises';
import { ApplicationFailure } from '@temporalio/common';
import { deliverPublication } from '../../activities/publishing/deliver-publication.ts';
import { diffPublication } from '../../activities/publishing/diff-publication.ts';
import { flipPublication } from '../../activities/publishing/flip-publication.ts';
import { stagePublication } from '../../activities/publishing/stage-publication.ts';
import { validatePublication } from '../../activities/publishing/validate-publication.ts';
import type { ArtifactRef } from '../../models/contracts/artifact.ts';
import { listSinks, SINK_KINDS } from '../../models/contracts/sink.ts';
import type { WebhookSettings } from '../../models/contracts/webhook-settings.ts';
import type { StepServices } from '../../platform/steps/services.ts';
import { runStep } from '../support/step-harness.ts';

/** What one night publishes. */
export interface Night {
  runId: string;
  asOf: string;
  strategies: ArtifactRef;
  contentDigest: string;
}

const RETRY_MILLIS = 200;
const MOST_RETRIES = 150;

/** The steps of a publication one after the other, as the workflow takes them, each tried again as Temporal would. */
export async function publishNight(
  services: StepServices,
  { runId, asOf, strategies, contentDigest }: Night,
  webhooks: Readonly<Record<string, WebhookSettings>>,
): Promise<void> {
  const sinks = listSinks(webhooks);
  const call = { effect: 'external', runId } as const;
  const inputs = { strategies };
  const basis = {
    data: { asOf, since: null, artifacts: {} },
    models: { id: 'm', choices: {}, artifacts: {} },
    scores: {},
  };
  const params = { asOf, dryRun: false, sinks: sinks.map(({ name }) => name), contentDigest, basis };
  const { publicationId, isLive } = await retry(
    async () => (await runStep(stagePublication, services, { ...call, params, inputs })).value,
  );
  const bounds = { minRowRatio: 0, maxRowRatio: 1e6, maxChangingShare: 1 };
  const checked = { ...call, params: { publicationId, bounds }, inputs };
  if (!isLive) {
    await retry(() => runStep(validatePublication, services, checked));
    for (let state = 'overtaken'; state === 'overtaken'; ) {
      const held = { champions: [], standIns: [] };
      const compared = { ...checked, params: { ...checked.params, held } };
      const { against } = (await retry(() => runStep(diffPublication, services, compared))).value;
      const flip = { ...call, params: { publicationId, against, dryRun: false } };
      state = (await retry(() => runStep(flipPublication, services, flip))).value;
    }
  }
  for (const kind of SINK_KINDS) {
    const targets = sinks
      .filter((sink) => sink.kind === kind)
      .map(({ name, settings }) => ({ name, settings }));
    const deliver = { ...call, params: { publicationId, kind, sinks: targets } };
    await retry(() => runStep(deliverPublication, services, deliver));
  }
}

async function retry<Value>(attempt: () => Promise<Value>): Promise<Value> {
  for (let retries = 0; ; retries += 1) {
    try {
      return await attempt();
    } catch (error) {
      const isFinal = error instanceof ApplicationFailure && error.nonRetryable === true;
      if (isFinal || retries === MOST_RETRIES) throw error;
      await delay(RETRY_MILLIS);
    }
  }
}
