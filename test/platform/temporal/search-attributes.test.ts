import { expect, it, vi } from 'vitest';
import { registerSearchAttributes, SEARCH_ATTRIBUTES } from '../../../platform/temporal/search-attributes.ts';

const KEYWORD = 2;

/** A server that knows these attributes already. */
function connect(...known: string[]) {
  const addSearchAttributes = vi.fn(async () => ({}));
  const customAttributes = Object.fromEntries(known.map((name) => [name, KEYWORD]));
  const operatorService = { listSearchAttributes: async () => ({ customAttributes }), addSearchAttributes };
  return { connection: { operatorService }, addSearchAttributes };
}

it('registers what the server does not know, as keywords', async () => {
  const { connection, addSearchAttributes } = connect('CrossliftPipeline', 'SomebodyElse');
  await registerSearchAttributes(connection, 'growth');
  expect(addSearchAttributes.mock.calls).toEqual([
    [
      {
        namespace: 'growth',
        searchAttributes: { CrossliftDataset: KEYWORD, CrossliftAsOf: KEYWORD, CrossliftOutcome: KEYWORD },
      },
    ],
  ]);
});

it('asks for nothing where the server knows them all', async () => {
  const { connection, addSearchAttributes } = connect(...SEARCH_ATTRIBUTES);
  await registerSearchAttributes(connection, 'growth');
  expect(addSearchAttributes).not.toHaveBeenCalled();
});
