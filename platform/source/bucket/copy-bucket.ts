import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { canonicalJson, digestText } from '../../../models/artifact-key.ts';
import { type BucketPlace, formatBucketAddress } from '../../../models/contracts/source-place.ts';
import { ContractError } from '../../errors.ts';
import { errorCode, listNames } from '../../store/files.ts';
import { READABLE, rawFileAt } from '../raw-file.ts';
import type { Bucket, BucketObject } from './bucket.ts';

/** What a copy was made of, beside its files. */
const LISTING = '.objects.json';
const Listing = z.array(z.strictObject({ name: z.string(), etag: z.string(), bytes: z.int() }));

/** Hexadecimal places that tell folders of a bucket apart, and states of a folder. */
const PLACE_LENGTH = 8;
const VERSION_LENGTH = 16;

/** Whether a directory beside the copies is one that was begun and not finished. */
export const isDraft = (name: string): boolean => name.includes('.');

/** Where a folder of a bucket is copied to, and from what. */
export interface BucketCopy {
  bucket: Bucket;
  /** Root of all copies; every worker sees it. */
  root: string;
  signal?: AbortSignal | undefined;
}

/**
 * Copy the raw tables of a bucket's folder as they are now. A copy never changes: another state of the folder makes another one,
 * and a file that both have is there once.
 * @returns the directory of the copy
 * @throws ContractError when the folder has none
 */
export async function copyBucket(place: BucketPlace, { bucket, root, signal }: BucketCopy): Promise<string> {
  const all = await bucket.list(place, signal);
  const objects = all.filter(({ name }) => rawFileAt(name) !== undefined || name.endsWith('.sql'));
  if (objects.length === 0)
    throw new ContractError(
      `the source ${formatBucketAddress(place)} does not exist: that folder has no file (expected tables as ${READABLE})`,
    );
  // A prefix may be longer than a name of a file can be, or `..`.
  const versions = join(root, `${place.bucket}-${digestText(place.prefix).slice(0, PLACE_LENGTH)}`);
  const version = digestText(canonicalJson(objects)).slice(0, VERSION_LENGTH);
  const directory = join(versions, version);
  const names = await listNames(versions);
  if (names.includes(version)) {
    // The newest stays, and a folder may come back to what it was.
    await utimes(directory, new Date(), new Date());
    return directory;
  }

  const draft = join(versions, `${version}.${randomUUID()}`);
  await mkdir(draft, { recursive: true });
  try {
    const known = await listKnown(versions, names);
    for (const object of objects) {
      const path = join(draft, object.name);
      const earlier = known.get(canonicalJson(object));
      if (earlier === undefined || !(await isLinked(earlier, path)))
        await bucket.download(place, object, path, signal);
    }
    await writeFile(join(draft, LISTING), canonicalJson(objects));
    await rename(draft, directory);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    // Somebody else has made the same copy meanwhile.
    if (!['ENOTEMPTY', 'EEXIST'].includes(errorCode(error) ?? '')) throw error;
  }
  return directory;
}

/** Files of earlier copies by what they are copies of. */
async function listKnown(versions: string, names: readonly string[]): Promise<Map<string, string>> {
  const known = new Map<string, string>();
  for (const name of names)
    for (const object of await readListing(join(versions, name)))
      known.set(canonicalJson(object), join(versions, name, object.name));
  return known;
}

/** Nothing of a copy that is not complete. */
async function readListing(directory: string): Promise<BucketObject[]> {
  try {
    return Listing.parse(JSON.parse(await readFile(join(directory, LISTING), 'utf8')));
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '')) return [];
    throw error;
  }
}

/** False where the earlier file has been removed meanwhile, or lies on a disk that has no links. */
async function isLinked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch {
    return false;
  }
}
