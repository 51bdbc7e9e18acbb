import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import { queueOf, type StepQueue } from './steps.ts';

/** Short calls to the database beside the steps, on the queue of a role; a database that starts again is waited for. */
export function proxyControl(role: StepQueue) {
  return proxyActivities<Activities>({
    taskQueue: queueOf(role),
    startToCloseTimeout: '1 minute',
    retry: { maximumAttempts: 20, maximumInterval: '30 seconds' },
  });
}
