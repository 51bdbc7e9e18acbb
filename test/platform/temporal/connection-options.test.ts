import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseConfig } from '../../../platform/config.ts';
import { connectionOptions } from '../../../platform/temporal/connection-options.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';

const optionsOf = (environment: Record<string, string>) =>
  connectionOptions(parseConfig(environment), 'temporal:7233');

function writePem(name: string): string {
  const path = join(makeTemporaryDirectory(), `${name}.pem`);
  writeFileSync(path, `the ${name}`);
  return path;
}

it.each<[Record<string, string>, object]>([
  [{}, {}],
  [{ TEMPORAL_API_KEY: 'key' }, { tls: true, apiKey: 'key' }],
  [{ TEMPORAL_API_KEY: 'key', TEMPORAL_TLS: 'false' }, { apiKey: 'key' }],
  [{ TEMPORAL_TLS: 'true' }, { tls: true }],
])('of %j: %j', (environment, expected) => {
  expect(optionsOf(environment)).toEqual({ address: 'temporal:7233', ...expected });
});

it('reads certificates', () => {
  const [ca, cert, key] = ['ca', 'certificate', 'key'].map(writePem) as [string, string, string];
  expect(optionsOf({ TEMPORAL_TLS_CA: ca, TEMPORAL_TLS_CERT: cert, TEMPORAL_TLS_KEY: key })).toEqual({
    address: 'temporal:7233',
    tls: {
      serverRootCACertificate: Buffer.from('the ca'),
      clientCertPair: { crt: Buffer.from('the certificate'), key: Buffer.from('the key') },
    },
  });
  expect(optionsOf({ TEMPORAL_TLS_CA: ca }).tls).toEqual({
    serverRootCACertificate: Buffer.from('the ca'),
  });
});

it.each(['TEMPORAL_TLS_CERT', 'TEMPORAL_TLS_KEY'])('refuses %s alone', (name) => {
  expect(() => optionsOf({ [name]: writePem('half') })).toThrow(
    'TEMPORAL_TLS_CERT and TEMPORAL_TLS_KEY belong together: set both or neither',
  );
});

it('says which file it cannot read', () => {
  expect(() => optionsOf({ TEMPORAL_TLS_CA: '/nowhere/ca.pem' })).toThrow('/nowhere/ca.pem');
});
