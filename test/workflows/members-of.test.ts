import { expect, it } from 'vitest';
import { membersOf } from '../../workflows/members-of.ts';
import { RUN_CONTEXT } from '../models/contracts/examples.ts';

it('names the members that were there before, by their digest', () => {
  const { dataset, pipeline, asOf, exposure } = RUN_CONTEXT;
  expect(membersOf(RUN_CONTEXT)).toEqual({
    members: { dataset, pipeline, asOf, digest: exposure!.members },
  });
});

it('names nobody before the first publication, so that a first night is one whatever the dataset is called', () => {
  expect(membersOf({ ...RUN_CONTEXT, earlier: [] })).toEqual({});
});
