import type { Database } from '../../../platform/postgres/database.ts';
import {
  insertJourneyMessages,
  type JourneyMessage,
  recordJourneyExposures,
} from '../../../platform/postgres/journey-messages.ts';
import { insertJourneys } from '../../../platform/postgres/journeys.ts';
import type { PublicationScope } from '../../../platform/postgres/publications.ts';

/** A message that a journey of a customer sent on a day, as it stands in the database. */
export async function sendByJourney(
  database: Database,
  { dataset, pipeline }: PublicationScope,
  { customer, action, day }: { customer: string; action: string; day: string },
): Promise<void> {
  const second = Date.parse(`${day}T03:00:00Z`) / 1000;
  const scope = { dataset, journey: `journey of ${customer}` };
  await insertJourneys(database, [
    {
      ...{ ...scope, customer_id: customer, registered_at: second - 3600, consent: 'given' },
      clock: { epoch: 0, startedAt: 0, speed: 1 },
    },
  ]);
  const message: JourneyMessage = {
    ...{ ...scope, message_id: `msg_${customer}_${action}`, action_id: action, decision_point: 'stay_3h' },
    ...{ moment_at: second, due_at: second, decided_at: second, counts_on: day },
    ...{ state: 'sent' as const, drop_reason: null, arm: 'treatment' as const, channel: 'push' },
    ...{ offer: null, message: null, message_ko: null, message_en: null, score: null, reason: null },
    evidence: JSON.stringify({ measured_by: { outcome: 'paid', window_days: 14, enrol_days: 90 } }),
  };
  await insertJourneyMessages(database, [message]);
  await recordJourneyExposures(database, { dataset, pipeline }, [{ customer, message }]);
}
