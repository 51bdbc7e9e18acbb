import { AsyncLocalStorage } from 'node:async_hooks';
import { readFile } from 'node:fs/promises';
import vm from 'node:vm';
import { beforeAll, describe, expect, it } from 'vitest';
import { BUNDLE_CACHE, bundleWorkflows } from '../../platform/temporal/bundle-workflows.ts';
import { WORKFLOW_MODULES } from '../../workflows/steps.ts';

/** What the bundle offers to a worker. */
interface Bundle {
  preloadModules(): void;
  importWorkflows(): Record<string, unknown>;
}

/** Modules that have been evaluated, by name; the SDK keeps those of a workflow apart from what was there before it. */
const evaluated: Record<string, unknown> = {};
const context = vm.createContext({ __webpack_module_cache__: evaluated, AsyncLocalStorage });
const inContext = (expression: string): unknown => vm.runInContext(expression, context);
const listEvaluated = () => Object.keys(evaluated).sort();

let bundle: Bundle;
beforeAll(async () => {
  const { journeys } = WORKFLOW_MODULES;
  const { codePath } = (await bundleWorkflows({ journeys }, [BUNDLE_CACHE])).journeys;
  vm.runInContext(await readFile(codePath, 'utf8'), context);
  bundle = inContext('__TEMPORAL__') as Bundle;
});

describe('what journeys share', () => {
  it('is all of a journey: one that begins evaluates no module of its own', () => {
    expect(listEvaluated()).not.toContain('./workflows/trial-journey.ts');
    bundle.preloadModules();
    const shared = listEvaluated();
    expect(shared).toContain('./models/journeys/reduce-journey.ts');
    expect(bundle.importWorkflows()).toHaveProperty('trialJourney');
    expect(listEvaluated()).toEqual(shared);
  });

  it('collects no stacks, which the SDK would keep for each promise of each of them', () => {
    expect(inContext("new Error('a').stack")).toBeUndefined();
    expect(inContext("new Error('a').message")).toBe('a');
  });
});
