import { describe, expect, it } from 'vitest';
import { watchRun } from '../../cli/watch-run.ts';
import type { Database } from '../../platform/postgres/database.ts';
import type { StepRow } from '../../platform/postgres/run-log.ts';
import { sketchStep } from './sketch-step.ts';

const running = sketchStep({
  state: 'running',
  started_at: new Date(),
  ended_at: null,
  progress: 0.5,
  note: 'epoch 10',
});
const failed = sketchStep({ state: 'failed', error: 'out of memory' });
const second = { ...running, attempt: 2 };
const done = sketchStep({ attempt: 2 });

/** What is written while the log goes through these states, the last of which is still there at the end. */
async function watch(states: readonly (readonly StepRow[] | Error)[], isTTY: boolean): Promise<string> {
  const ended = new AbortController();
  let look = 0;
  const database = {
    query: async () => {
      const state = states[Math.min(look, states.length - 1)] ?? [];
      look += 1;
      if (look >= states.length) ended.abort();
      if (state instanceof Error) throw state;
      return { rows: state };
    },
  } as unknown as Database;
  let text = '';
  const stream = { isTTY, columns: 60, write: (part: string) => (text += part) };
  await watchRun(database, 'r1', stream as unknown as NodeJS.WriteStream, ended.signal);
  return text;
}

describe('without a terminal', () => {
  it('prints a line for each attempt that has ended, once', async () => {
    const lines = (await watch([[], [running], [failed], [second], [done], [done]], false))
      .trimEnd()
      .split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain('✗ fit-next-affiliate');
    expect(lines[1]).toContain('✓ fit-next-affiliate');
  });

  it('takes a last look when the run has ended', async () => {
    expect(await watch([[running], [done]], false)).toContain('✓ fit-next-affiliate');
  });

  it('goes on when the database cannot be asked for a moment', async () => {
    expect(await watch([new Error('connection refused'), [done]], false)).toContain('✓ fit-next-affiliate');
  });
});

describe('on a terminal', () => {
  it('shows what is running on one line, cut to its width, and clears it', async () => {
    const text = await watch([[running], [done]], true);
    const [live] = text.split('\u001b[2K').filter((part) => part.startsWith('▶'));
    expect(live).toContain('██████████░░░░░░░░░░');
    expect(live?.replace('\r', '').length).toBeLessThan(60);
    expect(text.replaceAll('\r\u001b[2K', '').endsWith('480 MiB\n')).toBe(true);
  });
});
