import { readFileSync } from 'node:fs';
import type { Config } from '../config.ts';

/** What both the client's and the worker's connection take. */
export interface ConnectionOptions {
  address: string;
  apiKey?: string;
  tls?: true | { serverRootCACertificate?: Buffer; clientCertPair?: { crt: Buffer; key: Buffer } };
}

/**
 * Options for a Temporal server: plain for the embedded one, TLS and API key as configured.
 * @throws Error when a certificate file cannot be read, or one of certificate and key is missing
 */
export function connectionOptions(
  { temporal }: Pick<Config, 'temporal'>,
  address: string,
): ConnectionOptions {
  const { apiKey, tls, tlsFiles } = temporal;
  if (!tls) return { address, ...(apiKey === undefined ? {} : { apiKey }) };
  if ((tlsFiles.cert === undefined) !== (tlsFiles.key === undefined)) {
    throw new Error('TEMPORAL_TLS_CERT and TEMPORAL_TLS_KEY belong together: set both or neither');
  }
  const files = {
    ...(tlsFiles.ca === undefined ? {} : { serverRootCACertificate: readFileSync(tlsFiles.ca) }),
    ...(tlsFiles.cert === undefined || tlsFiles.key === undefined
      ? {}
      : { clientCertPair: { crt: readFileSync(tlsFiles.cert), key: readFileSync(tlsFiles.key) } }),
  };
  return {
    address,
    tls: Object.keys(files).length === 0 ? true : files,
    ...(apiKey === undefined ? {} : { apiKey }),
  };
}
