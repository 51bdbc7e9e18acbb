import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { ApplicationFailure } from '@temporalio/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Backend } from '../../cli/open-backend.ts';
import { serveUi } from '../../cli/ui.ts';
import { RunInput } from '../../models/contracts/run-input.ts';
import { parseConfig } from '../../platform/config.ts';
import { toFailure } from '../../platform/steps/to-failure.ts';
import { linkToStartForm, linkToWorkflow } from '../../report/temporal-links.ts';
import { QUERIES, RELEASE, TASK_QUEUE } from '../../workflows/steps.ts';
import { CHROMIUM, type OpenedPage, openPage } from '../support/open-browser.ts';
import { startWorkflowServer, type WorkflowServer } from '../workflows/start-workflow-server.ts';
import { type Replacement, StubActivities } from '../workflows/stub-activities.ts';

/** The real Temporal UI in a real browser; the workflows are the real ones, what they call are stubs. */
const reason = CHROMIUM === undefined ? ' (skipped: there is no Chromium; apt-get install chromium)' : '';
const CARD = 'affiliate-expansion/shop: parked, safe until morning';

let server: WorkflowServer;
let local: Awaited<ReturnType<typeof serveUi>>;
let browser: OpenedPage;
let ui: { url: string; namespace: string };

async function findPort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** What the first step of a run makes of its input. */
const parse: Replacement = (call, answer) => {
  try {
    RunInput.parse((call.params as { input: unknown }).input);
    return answer;
  } catch (error) {
    throw toFailure(error);
  }
};

describe.skipIf(CHROMIUM === undefined)(`from the Temporal UI${reason}`, () => {
  beforeAll(async () => {
    const uiPort = await findPort();
    server = await startWorkflowServer({ uiPort });
    ui = { url: `http://127.0.0.1:${uiPort}`, namespace: 'default' };
    const backend = {
      ...{ config: parseConfig({}), temporalUiUrl: ui.url },
      database: { query: async () => ({ rows: [] }) },
    };
    local = await serveUi(backend as unknown as Backend);
    browser = await openPage('temporal-ui');
  });
  afterAll(async () => {
    await browser?.close();
    await local?.close();
    await server?.stop();
  });

  /** Type into the form's editor, leave it, and press the button. */
  async function fill(input: string, button: string): Promise<void> {
    const { page } = browser;
    const form = page.locator('form:visible, main').last();
    if (input !== '') {
      await page.locator('.cm-content:visible').last().click();
      await page.keyboard.type(input);
      await page.keyboard.press('Tab');
    }
    await form.getByRole('button', { name: button }).last().click();
  }
  async function startFromForm(workflowId: string, workflowType: string, input: string): Promise<void> {
    const { page } = browser;
    await page.goto(linkToStartForm(ui, { workflowId, taskQueue: TASK_QUEUE, workflowType }));
    await page.getByText('Task Queue is Active').waitFor();
    await fill(input, 'Start Workflow');
    await page.getByText('Workflow started successfully').waitFor();
  }
  async function openRun(workflowId: string, tab = ''): Promise<void> {
    const { runId } = await server.environment.client.workflow.getHandle(workflowId).describe();
    await browser.page.goto(`${linkToWorkflow(ui, { workflowId, runId })}${tab}`);
  }
  async function sendUpdate(name: string, input: string): Promise<void> {
    const { page } = browser;
    await page.getByRole('button', { name: 'More Actions' }).click();
    await page.getByRole('menuitem', { name: 'Send an Update' }).click();
    const dialog = page.locator('#update-confirmation-modal[open]');
    await dialog.locator('button[aria-haspopup]').click();
    await dialog.getByRole('option', { name: new RegExp(`^${name}`) }).click();
    await dialog.locator('.cm-content').click();
    await page.keyboard.type(input);
    await page.keyboard.press('Tab');
    await browser.keep(`update-${name}`);
    await dialog.getByRole('button', { name: 'Submit' }).click();
  }

  it('a run starts with nothing, by the form that the local page fills in', async () => {
    server.use(new StubActivities({ resolveInput: parse }));
    const { page } = browser;
    await page.goto(/http:\/\/127\.0\.0\.1:\d+/.exec(local.describe())![0]);
    await browser.keep('local-page');
    expect(await page.getByRole('link', { name: /^Start / }).allInnerTexts()).toEqual([
      ...['Start trial-conversion', 'Start affiliate-expansion', 'Start propensity', 'Start nightly'],
    ]);
    await page.getByRole('link', { name: 'Start affiliate-expansion' }).click();
    await page.getByText('Task Queue is Active').waitFor();
    await browser.keep('start-form');
    await fill('', 'Start Workflow');
    await page.getByText('Workflow started successfully').waitFor();
    const run = server.environment.client.workflow.getHandle('affiliate-expansion/manual');
    expect(await run.result()).toMatchObject({ outcome: 'PUBLISHED' });
  });

  it('a run is watched, its failed step decided about, and seen to finish', async () => {
    const state = { isBroken: true };
    const activities = new StubActivities(
      {
        resolveInput: parse,
        planAffiliateStrategies: (_, answer) => {
          if (state.isBroken) throw ApplicationFailure.nonRetryable('x is not a function', 'TypeError');
          return answer;
        },
      },
      { tellChanges: async () => ({ cards: [CARD], undelivered: 0 }) },
    );
    server.use(activities);
    await startFromForm('parked', 'affiliateExpansion', '{"onFailure": "park"}');
    const { page } = browser;
    // The page reads the details once, when it is opened.
    const run = server.environment.client.workflow.getHandle('parked');
    while (!(await run.query<string>(QUERIES.dag)).includes(CARD)) await delay(20);
    await openRun('parked', '/user-metadata');
    // Markdown of others is shown in a frame of its own.
    const details = page.locator('iframe').contentFrame();
    await details.getByText('plan-strategies waits for a decision').waitFor();
    await details.getByText(CARD).waitFor();
    await browser.keep('parked-details');

    state.isBroken = false;
    // On the page of the details the letter r means "refresh", also where one types.
    await openRun('parked');
    await sendUpdate('decide', '{"action": "retry", "actor": "Kim", "reason": "mended"}');
    expect(await run.result()).toMatchObject({ outcome: 'PUBLISHED' });
    await openRun('parked');
    await page.getByText('"PUBLISHED"').filter({ visible: true }).first().waitFor();
    await browser.keep('finished');
    expect(activities.decisions).toMatchObject([{ action: 'retry', actor: 'Kim', reason: 'mended' }]);
    await openRun('parked', '/user-metadata');
    await details.getByText('write-report').first().waitFor();
    await browser.keep('finished-details');
  });

  it('a wrong input fails at once, and says which names there are', async () => {
    server.use(new StubActivities({ resolveInput: parse }));
    await startFromForm('wrong', 'affiliateExpansion', '{"datset": "shop"}');
    await openRun('wrong');
    await browser.page
      .getByText(/there is no datset \(expected any of source, dataset, asOf/)
      .first()
      .waitFor();
    await browser.keep('wrong-input');
  });

  it('a model is approved of', async () => {
    const sent: unknown[] = [];
    server.use(
      new StubActivities(
        {},
        {
          decideModel: async (decision) => {
            sent.push(decision);
            return { champion: 4, publish: null };
          },
        },
      ),
    );
    await startFromForm('release/shop', RELEASE.type, '');
    await openRun('release/shop');
    const words = { model: `mdl_${'a'.repeat(16)}`, until: '2099-01-15', actor: 'Kim', reason: 'seen' };
    await sendUpdate('approve', JSON.stringify(words));
    await server.environment.client.workflow.getHandle('release/shop').result();
    expect(sent).toEqual([{ ...words, action: 'approve' }]);
    await openRun('release/shop');
    await browser.page.getByText('Completed').first().waitFor();
    await browser.keep('approved');
  });
});
