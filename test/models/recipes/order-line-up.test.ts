import { expect, it } from 'vitest';
import { NIGHTLY_LINE_UP } from '../../../models/recipes/line-up.ts';
import { orderLineUp } from '../../../models/recipes/order-line-up.ts';

const namesOf = (champion: unknown) => orderLineUp(NIGHTLY_LINE_UP, champion).map(({ name }) => name);

it('puts the recipe of the champion first, whatever the order of its fields', () => {
  const { name, ...rest } = NIGHTLY_LINE_UP[1]!;
  expect(namesOf({ ...rest, name })).toEqual(['mlp-ensemble', 'logistic-regression', 'lightgbm-boosting']);
});

it('leaves it as it is without a champion, and for one of another recipe', () => {
  const own = NIGHTLY_LINE_UP.map(({ name }) => name);
  expect(namesOf(null)).toEqual(own);
  expect(namesOf({ ...NIGHTLY_LINE_UP[1]!, params: { members: 3 } })).toEqual(own);
});
