import type { AlertSettings } from '../../models/contracts/alert-settings.ts';
import { SIGNATURE_HEADER, signBody } from '../../models/publishing/sign-body.ts';
import { messageOf } from '../errors.ts';
import { createGuardedAgent } from '../http/guarded-agent.ts';
import { postJson } from '../http/post-json.ts';
import { readSecret } from '../http/read-secret.ts';
import type { AlertRow } from '../postgres/alerts.ts';

const PATIENCE_MILLIS = 10_000;

/**
 * Send one alert to the configured webhook, once. It has a `text` for people, as chats show it, and the card's fields for programs.
 * @returns why it was not taken; null where it was
 */
export async function sendAlert(
  { url, secret, allowPrivate }: AlertSettings,
  { alert_id, told_at, text, card }: AlertRow,
): Promise<string | null> {
  const agent = createGuardedAgent({ allowPrivate, connectMillis: PATIENCE_MILLIS });
  try {
    const body = JSON.stringify({ ...card, text, at: told_at.toISOString() });
    const signature = secret && {
      [SIGNATURE_HEADER]: signBody(body, {
        secret: await readSecret('the webhook of alerts', secret),
        seconds: Math.floor(Date.now() / 1_000),
      }),
    };
    const { status } = await postJson({
      ...{ url, body, dispatcher: agent, timeoutMillis: PATIENCE_MILLIS },
      headers: { 'user-agent': 'crosslift', 'idempotency-key': `alert-${alert_id}`, ...signature },
      signal: AbortSignal.timeout(PATIENCE_MILLIS),
    });
    return status >= 200 && status < 300 ? null : `${url} answered ${status} (expected 2xx)`;
  } catch (error) {
    return `${url}: ${messageOf(error)}`;
  } finally {
    await agent.close();
  }
}
