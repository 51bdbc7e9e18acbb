import { join } from 'node:path';
import { formatTable } from '../cli/format.ts';
import { PROJECT_ROOT } from '../platform/config.ts';
import { makeCliState, startCommand } from '../test/support/cli.ts';

/** Stages of `npm start` on a clone that is prepared, and the text that ends each. */
const STAGES = [
  ['packages and native parts', 'cached'],
  ['samples', 'sample of 3,000'],
  ['servers', 'trial-conversion/sample'],
  ['worker and first step', '✓ resolve-input'],
  ['trial-conversion', 'PUBLISHED  trial-conversion'],
  ['affiliate-expansion', 'PUBLISHED  affiliate-expansion'],
] as const;

const state = makeCliState();
try {
  const startedAt = performance.now();
  const running = startCommand([join(PROJECT_ROOT, 'platform/bootstrap/main.mjs'), 'start'], {
    CROSSLIFT_STATE: state.stateDir,
  });
  const marks: [string, number][] = [];
  for (const [stage, text] of STAGES) {
    await running.says(text);
    marks.push([stage, (performance.now() - startedAt) / 1_000]);
  }
  const { code, stderr } = await running.ended;
  if (code !== 0) throw new Error(stderr);
  marks.push(['stop everything', (performance.now() - startedAt) / 1_000]);
  const total = marks.at(-1)![1];
  process.stdout.write(
    `${formatTable(
      [
        ['stage', 'seconds', 'share'],
        ...marks.map(([stage, at], index) => {
          const seconds = at - (marks[index - 1]?.[1] ?? 0);
          return [stage, seconds.toFixed(2), `${((100 * seconds) / total).toFixed(0)} %`];
        }),
        ['npm start, warm', total.toFixed(2), '100 %'],
      ],
      [1, 2],
    )}\n`,
  );
} finally {
  await state.remove();
}
