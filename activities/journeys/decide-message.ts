import type { MessageDecision, MessageRequest } from '../../models/contracts/journey.ts';
import { rehearsedDataset } from '../../models/journeys/rehearsal.ts';
import { gatherCalls } from '../../platform/journeys/gather-calls.ts';
import { messageSender } from '../../platform/journeys/send-messages.ts';
import type { StepServices } from '../../platform/steps/services.ts';
import { toFailure } from '../../platform/steps/to-failure.ts';
import { type Answer, messageDecider } from './decide-together.ts';
import { messageIdOf } from './draft-message.ts';
import { settingsReader } from './journey-settings.ts';

/** Messages that are decided on together at most: a crowd that is due at once. */
const MOST_TOGETHER = 500;
/** Milliseconds for which those that come one after the other are gathered at most: far less than a moment lasts. */
const MOST_REST = 500;

/**
 * Decide on a message at its moment, and write it down: score it, read again whether the customer paid or opted out, consent,
 * arm and caps. One row for a trial and action, whatever is repeated: with it the message is out, and senders take it
 * by its key.
 */
export const decideMessage = (services: StepServices) => {
  const readSettings = settingsReader(services);
  const decide = gatherCalls<MessageRequest, Answer>(messageDecider(services, readSettings), {
    keyOf: ({ dataset }) => dataset,
    limit: MOST_TOGETHER,
    mostRest: MOST_REST,
  });
  const send = messageSender(services.database);
  return async (request: MessageRequest): Promise<MessageDecision> => {
    try {
      const decision = await decide(request);
      if (decision instanceof Error) throw decision;
      if (decision.state === 'sent') {
        const { settings } = await readSettings(rehearsedDataset(request.dataset));
        // Asked again it is decided on already, and goes to those who have not had it.
        await send({ dataset: request.dataset, message: messageIdOf(request) }, settings.sinks);
      }
      return decision;
    } catch (error) {
      throw toFailure(error);
    }
  };
};
