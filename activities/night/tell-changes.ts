import { z } from 'zod';
import { PIPELINES } from '../../models/contracts/pipeline.ts';
import { DatasetName } from '../../models/contracts/run-input.ts';
import { describeCard } from '../../models/night/describe-card.ts';
import { isNews } from '../../models/night/is-news.ts';
import { sendAlert } from '../../platform/alerts/send-alert.ts';
import { readCards } from '../../platform/night/read-cards.ts';
import { deliverWaiting, listWaiting, recordAlert } from '../../platform/postgres/alerts.ts';
import { loadProjectConfig } from '../../platform/project-config.ts';
import type { StepServices } from '../../platform/steps/services.ts';
import { toFailure } from '../../platform/steps/to-failure.ts';

/** Which pipelines are looked at; none named means all. */
const TellScope = z.strictObject({
  pipeline: z.enum(PIPELINES).optional(),
  dataset: DatasetName.optional(),
});

/** What there was to see. */
export interface Told {
  /** The card of each pipeline that was looked at, as text. */
  cards: string[];
  /** Alerts that the webhook has not taken, this time or before. */
  undelivered: number;
}

/**
 * Look at pipelines, and tell people of each whose state is not what they were last told: in the log, and to the configured
 * webhook. An alert that this does not take is kept for the next look, and nothing fails by it.
 */
export const tellChanges =
  ({ config, database, log }: StepServices) =>
  async (asked: unknown): Promise<Told> => {
    try {
      const scope = TellScope.parse(asked ?? {});
      const { path, required } = config.projectConfig;
      const { config: project } = await loadProjectConfig(path, required);
      const { alerts } = project;
      const cards = await readCards(database, project, scope);
      for (const card of cards) {
        const text = describeCard(card);
        const alert = { card, text, delivery: alerts === undefined ? 'logged' : 'waiting' } as const;
        if (await recordAlert(database, alert, (told) => isNews(told, card.state))) {
          const { pipeline, dataset, state } = card;
          log.warn({ pipeline, dataset, state }, text);
        }
      }
      if (alerts !== undefined) await deliverWaiting(database, (alert) => sendAlert(alerts, alert));
      return { cards: cards.map(describeCard), undelivered: (await listWaiting(database)).length };
    } catch (error) {
      throw toFailure(error);
    }
  };
