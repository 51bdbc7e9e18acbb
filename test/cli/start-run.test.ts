import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { describe, expect, it, vi } from 'vitest';
import { type RunRequest, startRun, workflowIdOf } from '../../cli/start-run.ts';
import { canonicalJson, digestText } from '../../models/artifact-key.ts';
import type { RunInput } from '../../models/contracts/run-input.ts';

const requestOf = (input: RunInput = {}): RunRequest => ({
  dag: 'affiliate-expansion',
  dataset: 'shop',
  asOf: '2021-12-15',
  input: { source: '/data/shop', dataset: 'shop', asOf: '2021-12-15', ...input },
});
const idOf = (input?: RunInput) => workflowIdOf(requestOf(input));

describe('workflowIdOf', () => {
  it('names pipeline, dataset and day', () => {
    expect(idOf()).toBe('affiliate-expansion/shop/2021-12-15');
    expect(idOf({ source: '/elsewhere' })).toBe(idOf());
  });

  it('tells runs with other settings apart', () => {
    const ids = [{ seed: 1 }, { seed: 2 }, { dryRun: true }, { force: 'again' }, { set: { a: 'b' } }].map(
      idOf,
    );
    for (const id of ids) expect(id).toMatch(/^affiliate-expansion\/shop\/2021-12-15\/[0-9a-f]{6}$/);
    expect(new Set(ids).size).toBe(ids.length);
    expect(idOf({ seed: 1 })).toBe(ids[0]);
  });
});

/** A client whose server has this run under way, or none. */
function connect(underWay?: { inputDigest: string }) {
  const start = vi.fn(async (_type: string, options: { workflowId: string }) => {
    if (underWay) throw new WorkflowExecutionAlreadyStartedError('running', options.workflowId, 'type');
    return { workflowId: options.workflowId, firstExecutionRunId: 'r-new' };
  });
  const getHandle = (workflowId: string) => ({
    workflowId,
    describe: async () => ({ memo: underWay, runId: 'r-old' }),
  });
  return { client: { workflow: { start, getHandle } } as unknown as Client, start };
}

describe('startRun', () => {
  it('starts the workflow of the pipeline on its queue', async () => {
    const { client, start } = connect();
    const request = requestOf();
    expect(await startRun(client, request)).toMatchObject({ joined: false, runId: 'r-new' });
    expect(start.mock.calls).toEqual([
      [
        'affiliateExpansion',
        {
          workflowId: 'affiliate-expansion/shop/2021-12-15',
          taskQueue: 'crosslift',
          args: [request.input],
          memo: { inputDigest: digestText(canonicalJson(request.input)) },
          staticSummary: 'affiliate-expansion of shop as of 2021-12-15',
        },
      ],
    ]);
  });

  it('joins the same run where it is under way', async () => {
    const { input } = requestOf();
    const { client } = connect({ inputDigest: digestText(canonicalJson(input)) });
    expect(await startRun(client, requestOf())).toMatchObject({ joined: true, runId: 'r-old' });
  });

  it('refuses another source under the same name', async () => {
    const { client } = connect({ inputDigest: 'of another source' });
    await expect(startRun(client, requestOf())).rejects.toMatchObject({
      name: 'UsageError',
      message:
        'affiliate-expansion/shop/2021-12-15 is under way for another source; give this one a name of its own: --dataset NAME',
    });
  });

  it('passes every other error on', async () => {
    const start = () => Promise.reject(new Error('connection refused'));
    const client = { workflow: { start } } as unknown as Client;
    await expect(startRun(client, requestOf())).rejects.toThrow('connection refused');
  });
});
