import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { _Object, S3Client } from '@aws-sdk/client-s3';
import { type BucketPlace, formatBucketAddress } from '../../../models/contracts/source-place.ts';
import type { Config } from '../../config.ts';
import { ConflictError, ContractError, messageOf, UsageError } from '../../errors.ts';
import type { Bucket, BucketObject } from './bucket.ts';

/** Faults of who asks, and not of the moment. */
const REFUSALS = ['AccessDenied', 'Forbidden', 'InvalidAccessKeyId', 'SignatureDoesNotMatch', 'ExpiredToken'];

/**
 * Open the store of objects: S3, or what speaks its language at `endpoint`. Credentials are found as all programs of AWS find
 * them: in the environment, in a profile, or by the role of the machine.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/
 */
export async function connectBucket({ endpoint, region }: Config['bucket']): Promise<Bucket> {
  // Ours is a fixed version: what later ones need is no news of the moment.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  // A program of its own size, which only those wait for who read from a bucket.
  const { GetObjectCommand, paginateListObjectsV2, S3Client } = await import('@aws-sdk/client-s3');
  const client: S3Client = new S3Client({
    // Stores of others answer by path and know no regions; without an endpoint a profile may say which.
    ...(region !== undefined && { region }),
    ...(endpoint !== undefined && { endpoint, forcePathStyle: true, region: region ?? 'us-east-1' }),
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  return {
    list: (place, signal) =>
      explainFaults(place, async () => {
        const objects: BucketObject[] = [];
        const asked = { Bucket: place.bucket, Prefix: place.prefix, Delimiter: '/' };
        for await (const { Contents = [] } of paginateListObjectsV2({ client }, asked, cancelledBy(signal)))
          objects.push(...Contents.flatMap((found) => describeObject(found, place)));
        return objects.sort((left, right) => (left.name < right.name ? -1 : 1));
      }),
    download: (place, { name, etag, bytes }, path, signal) =>
      explainFaults(place, async () => {
        const { Body } = await client.send(
          new GetObjectCommand({ Bucket: place.bucket, Key: `${place.prefix}${name}`, IfMatch: etag }),
          cancelledBy(signal),
        );
        if (!(Body instanceof Readable)) throw new Error(`${name} came without bytes`);
        const file = createWriteStream(path);
        await pipeline(Body, file, signal === undefined ? {} : { signal });
        if (file.bytesWritten !== bytes)
          throw new Error(`${name} came with ${file.bytesWritten} of ${bytes} bytes`);
      }),
  };
}

function cancelledBy(abortSignal: AbortSignal | undefined) {
  return abortSignal === undefined ? {} : { abortSignal };
}

/** Nothing for what stands for the folder itself. */
function describeObject({ Key, ETag, Size }: _Object, { prefix }: BucketPlace): BucketObject[] {
  if (Key === undefined || ETag === undefined || Size === undefined || Key === prefix) return [];
  return [{ name: Key.slice(prefix.length), etag: ETag, bytes: Size }];
}

/** Say what is wrong as whoever wrote the address would want it; what may pass stays retryable. */
async function explainFaults<Result>(place: BucketPlace, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const address = formatBucketAddress(place);
    const { name, $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } };
    const status = $metadata?.httpStatusCode;
    if (name === 'NoSuchBucket')
      throw new ContractError(`the source ${address} does not exist: there is no bucket ${place.bucket}`);
    if (name === 'CredentialsProviderError')
      throw new UsageError(
        `nothing says who reads ${address} (expected AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, a profile, or a role of the machine)`,
      );
    if (REFUSALS.includes(name ?? '') || status === 401 || status === 403)
      throw new UsageError(`${address} may not be read with these credentials: ${messageOf(error)}`);
    if (status === 301 || messageOf(error) === 'Region is missing')
      throw new UsageError(
        `the region of ${address} is another one, or none is set (expected it in AWS_REGION)`,
      );
    if (status === 412 || name === 'NoSuchKey')
      throw new ConflictError(`${address} changed while it was copied`);
    throw new Error(`${address} cannot be read: ${messageOf(error)}`, { cause: error });
  }
}
