// A publishing worker of its own, to be killed: publishes each night that it is told of, and says so when it is done.
import { WebhookSettings } from '../../models/contracts/webhook-settings.ts';
import { openDatabase } from '../../platform/postgres/database.ts';
import { createServices } from '../support/step-harness.ts';
import { type Night, publishNight } from './publish-night.ts';

/** What the parent gives as arguments. */
const [directory = '', databaseUrl = '', webhook = '{}'] = process.argv.slice(2);
const services = createServices(directory, openDatabase(databaseUrl));
const settings = WebhookSettings.parse(JSON.parse(webhook));

process.on('disconnect', () => process.exit());
process.on('message', (night: Night) => {
  publishNight(services, night, { crm: settings }).then(
    () => process.send?.('done'),
    (error: unknown) => process.send?.(`failed: ${error}`),
  );
});
process.send?.('ready');
