import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { PIPELINES } from '../../models/contracts/pipeline.ts';
import { STEPS } from '../../workflows/steps.ts';
import { dagMermaid } from '../support/dag-mermaid.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

describe.each(PIPELINES)('README: %s', (pipeline) => {
  test('draws the DAG of the registry', () => {
    const drawn = new RegExp(`<!-- dag ${pipeline} -->\\n([\\s\\S]*?)\\n<!-- /dag -->`).exec(readme)?.[1];
    expect(drawn).toBe(dagMermaid(STEPS[pipeline]));
  });
});

test('README: npm scripts and files that it names exist', () => {
  const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  const named = [...readme.matchAll(/npm (start|test|run (\w+))/g)].map(([, verb, script]) => script ?? verb);
  expect(named.filter((name) => scripts[name!] === undefined)).toEqual([]);
  for (const [, path] of readme.matchAll(/\]\((docs\/[\w-]+\.md)\)/g)) {
    expect(() => readFileSync(new URL(`../../${path}`, import.meta.url))).not.toThrow();
  }
});
