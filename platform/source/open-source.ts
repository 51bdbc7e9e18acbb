import { join, resolve } from 'node:path';
import { parseBucketAddress, type SourcePlace } from '../../models/contracts/source-place.ts';
import type { Config } from '../config.ts';
import { connectBucket } from './bucket/connect-bucket.ts';
import { copyBucket } from './bucket/copy-bucket.ts';

/**
 * The directory of a source: the one that is named, or a copy of a bucket's folder as it is now, which every worker of the
 * store sees.
 * @throws ContractError | UsageError when there is no such bucket, or it may not be read
 */
export async function openSource(
  place: SourcePlace,
  { bucket, storeDir }: Pick<Config, 'bucket' | 'storeDir'>,
  signal?: AbortSignal,
): Promise<string> {
  const address = parseBucketAddress(place);
  if (address === null) return resolve(place);
  return copyBucket(address, {
    bucket: await connectBucket(bucket),
    root: join(storeDir, 'sources'),
    signal,
  });
}
