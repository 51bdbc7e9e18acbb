import { lookup as lookUp } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, buildConnector } from 'undici';
import { UsageError } from '../errors.ts';
import { isPrivateAddress } from './private-address.ts';

/** Whom a connection may be made to, and how long that may take. */
export interface GuardOptions {
  /** Hosts of the company's own network are meant. */
  allowPrivate: boolean;
  connectMillis: number;
}

/**
 * An agent that connects to no private address unless that is allowed. What is checked is the very address that the
 * connection then uses, at every hop: a name that resolves to something else a moment later gains nothing.
 */
export function createGuardedAgent({ allowPrivate, connectMillis }: GuardOptions): Agent {
  if (allowPrivate) return new Agent({ connect: { timeout: connectMillis } });
  const connect = buildConnector({ timeout: connectMillis, lookup: lookUpPublic });
  return new Agent({
    connect(options, callback) {
      // A name goes through the look-up; an address would not.
      const host = options.hostname.replace(/^\[(.*)\]$/, '$1');
      if (isIP(host) !== 0 && isPrivateAddress(host)) callback(refuse(host, host), null);
      else connect(options, callback);
    },
  });
}

const lookUpPublic: LookupFunction = (host, options, callback) => {
  lookUp(host, { ...options, all: true }, (error, found) => {
    if (error) return callback(error, '');
    const refused = found.find(({ address }) => isPrivateAddress(address));
    // One private address among several is what an attacker would add.
    if (refused !== undefined) return callback(refuse(host, refused.address), '');
    if (options.all === true) return callback(null, found);
    return callback(null, found[0]!.address, found[0]!.family);
  });
};

function refuse(host: string, address: string): UsageError {
  const named = host === address ? address : `${host} (${address})`;
  return new UsageError(
    `${named} is a private or link-local address (expected a public one; set "allowPrivate": true where it is meant)`,
  );
}
