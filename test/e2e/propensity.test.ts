import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STEPS } from '../../workflows/steps.ts';
import { findStackBinaries } from '../platform/stack/stack-fixture.ts';
import { type CliState, makeCliState } from '../support/cli.ts';
import { plantQuestion, toCsv } from '../support/plant-question.ts';
import { QuestionJson, StatusJson } from '../support/run-json.ts';

describe.skipIf(!findStackBinaries())(
  'crosslift run propensity (skipped where the bootstrap has not run)',
  { timeout: 240_000 },
  () => {
    let state: CliState;
    let source: string;
    let answer: QuestionJson;
    const question = ['--id', 'customer', '--label', 'paid', '--time', 'seen_at'];

    beforeAll(async () => {
      state = makeCliState();
      await state.lease();
      source = join(state.sourceDir, 'spring offer.csv');
      writeFileSync(source, toCsv(plantQuestion(2_500, { seed: 2 }).rows));
      const { code, stdout, stderr } = await state.run([
        'run',
        'propensity',
        '--source',
        source,
        ...question,
        '--json',
      ]);
      expect(code, stderr).toBe(0);
      answer = QuestionJson.parse(JSON.parse(stdout));
    }, 240_000);
    afterAll(() => state?.remove());

    it('prints one JSON object, and everything that it names is there', () => {
      expect(answer).toMatchObject({
        workflowId: expect.stringMatching(/^propensity\/spring-offer\/2024-01-01\/[0-9a-f]{6}$/),
        asOf: '2024-01-01',
        gates: [{ decision_point: null }],
        publication: null,
      });
      const paths = [...Object.values(answer.artifacts), answer.report].filter((path) => path !== undefined);
      for (const path of paths) expect(existsSync(path), path).toBe(true);
      expect(readFileSync(answer.report, 'utf8')).toContain('What became of the table');
    });

    it('ends with the outcome that its gate decided', () => {
      const isPromoted = answer.gates[0]!.verdict === 'PROMOTED';
      expect(answer.outcome).toBe(isPromoted ? 'PUBLISHED' : 'HELD');
      expect(answer.artifacts.scores !== undefined).toBe(isPromoted);
    });

    it('takes every step of the registry once', async () => {
      const { stdout } = await state.run(['status', answer.runId, '--json']);
      const { steps } = StatusJson.parse(JSON.parse(stdout));
      expect(steps.map(({ step }) => step)).toEqual(STEPS.propensity.map(({ name }) => name));
    });

    it('ends with exit code 2 where the table is not what was said', async () => {
      const wrong = ['run', 'propensity', '--source', source, '--id', 'customer', '--label', 'plan'];
      const { code, stderr } = await state.run(wrong);
      expect(code).toBe(2);
      expect(stderr).toContain('label column plan: 2500 of 2500 rows have neither 0 nor 1');
    });
  },
);
