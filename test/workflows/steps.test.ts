import { describe, expect, it } from 'vitest';
import { STEP_DEFINITIONS } from '../../activities/index.ts';
import { type DagName, isExperiment, queueOf, STEPS, TASK_QUEUE } from '../../workflows/steps.ts';

const DAGS = Object.keys(STEPS) as DagName[];

describe.each(DAGS)('the steps of %s', (dag) => {
  const steps = STEPS[dag];
  const names = steps.map(({ name }) => name);

  it('have names of their own', () => {
    expect(new Set(names).size).toBe(names.length);
  });

  it('are done by activities that there are, first used in the order in which those are listed', () => {
    const listed = Object.keys(STEP_DEFINITIONS);
    const places = [...new Set(steps.map(({ activity }) => listed.indexOf(activity)))];
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('depend on steps that come before them', () => {
    for (const [place, { name, dependsOn }] of steps.entries()) {
      expect(new Set(dependsOn).size, name).toBe(dependsOn.length);
      for (const before of dependsOn) expect(names.slice(0, place), name).toContain(before);
    }
  });

  it('begin with resolve-input and leave nobody out', () => {
    expect(steps.filter(({ dependsOn }) => dependsOn.length === 0).map(({ name }) => name)).toEqual([
      'resolve-input',
    ]);
    const read = new Set(steps.flatMap(({ dependsOn }) => dependsOn));
    const last = names.filter((name) => !read.has(name));
    expect(last).toEqual([isExperiment(dag) ? 'write-experiment' : 'write-report']);
  });

  it('are never reused where they change the world', () => {
    const effects = Object.fromEntries(steps.map(({ name, effect }) => [name, effect]));
    expect(effects).toMatchObject({ 'resolve-input': 'external', [names[1]!]: 'pure' });
    if (isExperiment(dag)) return;
    expect(effects).toMatchObject({ 'decide-release': 'decision', 'write-report': 'external' });
    if (dag === 'propensity') expect(effects).toMatchObject({ 'score-rows': 'pure' });
    else expect(effects).toMatchObject({ 'flip-publication': 'external', 'plan-strategies': 'pure' });
  });
});

it('every step of the worker belongs to a DAG', () => {
  const used = new Set(DAGS.flatMap((dag) => STEPS[dag].map(({ activity }) => activity)));
  expect([...used].sort()).toEqual(Object.keys(STEP_DEFINITIONS).sort());
});

it('names the queues that workers of a role poll', () => {
  expect([TASK_QUEUE, queueOf('sql'), queueOf('train'), queueOf('publish')]).toEqual([
    'crosslift',
    'crosslift-sql',
    'crosslift-train',
    'crosslift-publish',
  ]);
});
