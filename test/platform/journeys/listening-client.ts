import type { Client } from '@temporalio/client';

/** A client of Temporal that writes down what it is asked to start and to tell. */
export interface ListeningClient {
  client: Client;
  /** `start trialJourney crosslift-journey`, `tell trialJourney crosslift-journey check-in`. */
  asked: string[];
}

/**
 * Make one.
 * @param before waited for before each call is written down; it may fail as a server does
 */
export function listenToClient(before: () => Promise<void> = async () => {}): ListeningClient {
  const asked: string[] = [];
  const note = (kind: string) => async (type: string, options: { taskQueue: string; signal?: string }) => {
    await before();
    asked.push([kind, type, options.taskQueue, options.signal].join(' ').trim());
  };
  const workflow = { start: note('start'), signalWithStart: note('tell') };
  const withAbortSignal = (_: AbortSignal, work: () => unknown) => work();
  return { asked, client: { workflow, withAbortSignal } as unknown as Client };
}
