import { setCurrentDetails, sleep } from '@temporalio/workflow';
import { tellChanges } from './tell-changes.ts';

/** Waits between two looks, as long as an alert could not be delivered: the next hour's look begins anew. */
export const WAIT_MINUTES = [1, 2, 4, 8, 16];

/** Look whether anything is late, whatever the reason: a schedule starts it every hour, beside the nights. */
export async function watch(): Promise<void> {
  for (const wait of [...WAIT_MINUTES, null]) {
    const told = await tellChanges({});
    setCurrentDetails(`\`\`\`\n${told?.cards.join('\n\n') ?? ''}\n\`\`\``);
    if (wait === null || told?.undelivered === 0) return;
    await sleep(`${wait} minutes`);
  }
}
