import { expect, it } from 'vitest';
import { STRATEGY_COLUMNS } from '../../../models/contracts/strategy.ts';

it('has the columns of the published row, in their order', () => {
  expect(STRATEGY_COLUMNS.join(', ')).toBe(
    'strategy_id, run_id, dataset, pipeline, customer_id, action_id, trigger, channel, offer, message, message_ko, message_en, score, valid_from, valid_to, arm, evidence, reason',
  );
});
