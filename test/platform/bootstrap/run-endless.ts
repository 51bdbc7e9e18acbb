// Runs a workflow that never gives its thread back beside one that waits for a word, on a worker of this process, and prints
// what became of both as JSON. Argument: address of the server.
import { Client } from '@temporalio/client';
import proto from '@temporalio/proto';
import { NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { dieWithParent } from '../../../platform/processes/die-with-parent.ts';
import { poll } from '../../../platform/processes/poll.ts';

const TASK_QUEUE = 'lean threads';
const PATIENCE_MS = 30_000;
const { EVENT_TYPE_WORKFLOW_TASK_FAILED } = proto.temporal.api.enums.v1.EventType;

dieWithParent();
// Stdout is for what became of them.
Runtime.install({ telemetryOptions: { logging: { filter: 'OFF' } } });
const connection = await NativeConnection.connect({ address: process.argv[2]! });
const client = new Client({ connection });
const worker = await Worker.create({
  connection,
  taskQueue: TASK_QUEUE,
  workflowsPath: new URL('./endless-workflows.ts', import.meta.url).pathname,
});
const seen = await worker.runUntil(async () => {
  const start = (workflowId: string) =>
    client.workflow.start(workflowId, { workflowId, taskQueue: TASK_QUEUE });
  const endless = await start('endless');
  const failed = await poll(async () => {
    const { events } = await endless.fetchHistory();
    return events?.find(({ eventType }) => eventType === EVENT_TYPE_WORKFLOW_TASK_FAILED);
  }, PATIENCE_MS);
  const patient = await start('patient');
  await patient.signal('go on');
  const result = await patient.result();
  await endless.terminate();
  return { failure: failed?.workflowTaskFailedEventAttributes?.failure?.message, result };
});
await connection.close();
process.stdout.write(JSON.stringify(seen));
