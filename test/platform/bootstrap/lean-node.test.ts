import { expect, test } from 'vitest';

const bootstrap = (file: string) => new URL(`../../../platform/bootstrap/${file}`, import.meta.url).href;
const { leanNode } = await import(bootstrap('lean-node.mjs'));
const { capture } = await import(bootstrap('processes.mjs'));

const AS_USUAL = { flags: [], preloaded: [], environment: {} };

test.each([
  [['worker', '--role', 'journey'], true],
  [['worker', '--alive', '/tmp/alive', '--role=journey'], true],
  [['worker'], false],
  [['worker', '--role', 'train'], false],
  [['journey', 'list'], false],
  [['status', '--role', 'journey'], false],
])('%j is lean: %s', (args, isLean) => {
  expect(leanNode(args)).toEqual(isLean ? leanNode(['worker', '--role', 'journey']) : AS_USUAL);
});

/** Keeps every tenth of 300,000 small arrays, and says how many MB the heap has for what is new, and for all. */
const CHURN = `
  const kept = [];
  for (let place = 0; place < 300_000; place += 1) {
    const row = Array.from({ length: 100 }, () => place);
    if (place % 10 === 0) kept.push(row);
  }
  const { getHeapSpaceStatistics, getHeapStatistics } = require('node:v8');
  const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
  const megabytes = [young.space_size, getHeapStatistics().total_heap_size].map((bytes) => bytes / 2 ** 20);
  process.stdout.write(JSON.stringify([...megabytes, process.env.MALLOC_ARENA_MAX]));`;

test('Node takes the flags, and keeps a smaller heap for the same work', async () => {
  const churn = async ({ flags, environment }: typeof AS_USUAL) =>
    JSON.parse(
      await capture(process.execPath, [...flags, '--eval', CHURN], {
        env: { ...process.env, ...environment },
      }),
    ) as [young: number, all: number, arenas: string | null];
  const lean = await churn(leanNode(['worker', '--role', 'journey']));
  const usual = await churn(AS_USUAL);
  // Two halves, between which what lives on is copied.
  expect(lean[0]).toBeLessThanOrEqual(2 * 8);
  expect(usual[0]).toBeGreaterThan(lean[0]);
  expect(usual[1]).toBeGreaterThan(lean[1]);
  expect([lean[2], usual[2]]).toEqual(['2', null]);
});
