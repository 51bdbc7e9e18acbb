import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { WebhookSettings } from '../../models/contracts/webhook-settings.ts';
import { messageOf } from '../errors.ts';
import { isPrivateAddress } from '../http/private-address.ts';
import { readSecret } from '../http/read-secret.ts';

/**
 * What would keep sinks from getting anything, found without sending: a missing secret, a host that there is not, a private
 * address that nobody allowed. One line for each problem.
 */
export async function checkSinks(sinks: Readonly<Record<string, WebhookSettings>>): Promise<string[]> {
  const problems: string[] = [];
  for (const [name, { url, secret, allowPrivate }] of Object.entries(sinks)) {
    await readSecret(`the sink ${name}`, secret).catch((error: unknown) => problems.push(messageOf(error)));
    const problem = await findHostProblem(new URL(url).hostname.replace(/^\[(.*)\]$/, '$1'), allowPrivate);
    if (problem !== null) problems.push(`the sink ${name}: ${url} ${problem}`);
  }
  return problems;
}

async function findHostProblem(host: string, allowPrivate: boolean): Promise<string | null> {
  let addresses = [host];
  if (isIP(host) === 0) {
    try {
      addresses = (await lookup(host, { all: true })).map(({ address }) => address);
    } catch (error) {
      return `resolves to nothing: ${messageOf(error)}`;
    }
  }
  const refused = allowPrivate ? undefined : addresses.find(isPrivateAddress);
  return refused === undefined
    ? null
    : `is at ${refused}, a private or link-local address (expected a public one; set "allowPrivate": true where it is meant)`;
}
