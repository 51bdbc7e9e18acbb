import { isCancellation, log } from '@temporalio/workflow';
import type { Told } from '../activities/night/tell-changes.ts';
import { proxyControl } from './proxy-control.ts';
import { rootMessage } from './root-message.ts';

const control = proxyControl('sql');

/** Tell people what has changed; whatever goes wrong with that is no fault of the run that says it. */
export async function tellChanges(scope: { pipeline?: string; dataset?: string }): Promise<Told | null> {
  try {
    return await control.tellChanges(scope);
  } catch (error) {
    if (isCancellation(error)) throw error;
    log.warn('nobody could be told what has changed', { reason: rootMessage(error) });
    return null;
  }
}
