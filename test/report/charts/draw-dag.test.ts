import { expect, it } from 'vitest';
import { drawDag } from '../../../report/charts/draw-dag.ts';

it('shows the state of each step in words, also of one that has not run', () => {
  const drawing = drawDag(
    [
      { name: 'build-tables', dependsOn: [] },
      { name: 'evaluate-next-affiliate', dependsOn: ['build-tables'] },
      { name: 'fit', dependsOn: [] },
      { name: 'publish', dependsOn: [] },
    ],
    new Map([
      ['build-tables', { state: 'done', millis: 2_000 }],
      ['evaluate-next-affiliate', { state: 'reused', millis: 1 }],
      ['fit', { state: 'failed', millis: 30 }],
    ]),
    'the pipeline',
  ).toString();
  expect(drawing).toContain('aria-label="the pipeline"');
  expect(drawing).toContain('>✓ 2.0\u00a0s</text>');
  expect(drawing).toContain('>↺ reused</text>');
  expect(drawing).toContain('>✗ 0.03\u00a0s</text>');
  expect(drawing).toContain('>not run</text>');
  expect(drawing).toContain('>evaluate-</text>');
  expect(drawing).toContain('>next-affiliate</text>');
  expect(drawing.match(/class="link"/g)).toHaveLength(1);
});
