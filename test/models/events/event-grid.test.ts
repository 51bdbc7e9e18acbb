import { describe, expect, it } from 'vitest';
import { classLearners } from '../../../models/estimators/classes/index.ts';
import { EVENT_GRID } from '../../../models/events/event-grid.ts';
import { EventScorer } from '../../../models/events/event-recipe.ts';

const experiments = EVENT_GRID.filter(({ original }) => original !== null);

describe('the grid of event rows', () => {
  it('has the specification’s ten experiments with their printed figures', () => {
    expect(
      experiments.map(({ id, population, original }) => [id, population, ...Object.values(original!)]),
    ).toEqual([
      ['experiment-1', 'first', 0.3039, null, null],
      ['experiment-2', 'first', 0.3031, null, null],
      ['experiment-3', 'first', 0.3521, 0.15, 0.3],
      ['experiment-4', 'first', 0.3636, 0.15, 0.31],
      ['experiment-5', 'expanded', 0.3904, 0.28, 0.37],
      ['experiment-6', 'expanded', 0.3246, 0.25, 0.33],
      ['experiment-7', 'expanded', 0.3328, null, null],
      ['experiment-8', 'expanded', 0.4116, null, null],
      ['experiment-9', 'expanded', 0.4209, null, null],
      ['experiment-10', 'expanded', 0.4187, null, null],
    ]);
  });

  it('lets counts of later runs in nowhere but in the demonstration, which is no experiment', () => {
    const leaking = EVENT_GRID.filter(
      ({ scorer }) => scorer.kind === 'recipe' && scorer.recipe.features === 'broadcast',
    );
    expect(leaking.map(({ id }) => id)).toEqual(['leak']);
    expect(leaking[0]?.title).toMatch(/^demonstration, no candidate/);
  });

  it('differs from row 5 in its counts alone', () => {
    const recipeOf = (id: string) => {
      const { scorer } = EVENT_GRID.find((run) => run.id === id)!;
      return scorer.kind === 'recipe' ? scorer.recipe : undefined;
    };
    expect(recipeOf('leak')).toEqual({ ...recipeOf('experiment-5'), features: 'broadcast' });
  });

  it.each(EVENT_GRID)('$id can be made: every setting is one its learner takes', ({ scorer, why }) => {
    expect(EventScorer.parse(scorer)).toEqual(scorer);
    expect(why).toMatch(/[.]$/);
    if (scorer.kind === 'mean') {
      const ids = EVENT_GRID.map(({ id }) => id);
      expect(scorer.of.filter((id) => !ids.includes(id))).toEqual([]);
    }
    if (scorer.kind !== 'recipe') return;
    const { learner, params, tuning } = scorer.recipe;
    for (const setting of [{}, ...tuning])
      expect(() => classLearners[learner].params.parse({ ...params, ...setting })).not.toThrow();
  });

  it('names every row once', () => {
    expect(new Set(EVENT_GRID.map(({ id }) => id)).size).toBe(EVENT_GRID.length);
  });
});
