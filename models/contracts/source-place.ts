import { z } from 'zod';
import { LocalPath } from './local-path.ts';

/** Objects of a bucket whose keys begin with the prefix: `s3://bucket` or `s3://bucket/pre/fix`. */
const BUCKET_ADDRESS = /^s3:\/\/(?<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(?<prefix>.*))?$/;

/** A bucket and the folder in it, which ends in a slash; empty for all of the bucket. */
export interface BucketPlace {
  bucket: string;
  prefix: string;
}

/** The place that an address names; null for a path of the machine. */
export function parseBucketAddress(place: string): BucketPlace | null {
  const { bucket, prefix = '' } = BUCKET_ADDRESS.exec(place)?.groups ?? {};
  if (bucket === undefined) return null;
  const folder = prefix.replace(/\/+$/, '');
  return { bucket, prefix: folder === '' ? '' : `${folder}/` };
}

/** The address of a place, for messages. */
export function formatBucketAddress({ bucket, prefix }: BucketPlace): string {
  return `s3://${bucket}/${prefix}`;
}

/** Where raw tables lie: a directory of the machine, or a folder of a bucket. */
export const SourcePlace = z
  .string()
  .min(1)
  .refine(
    (place) => parseBucketAddress(place) !== null || LocalPath.safeParse(place).success,
    'is no address that is read (expected a path of this machine, or s3://bucket/folder)',
  );
/** Where raw tables lie: a directory of the machine, or a folder of a bucket. */
export type SourcePlace = z.infer<typeof SourcePlace>;
