import type { BucketPlace } from '../../../models/contracts/source-place.ts';

/** One object of a folder. */
export interface BucketObject {
  /** Its key without the folder. */
  name: string;
  /** Another one for other bytes. */
  etag: string;
  bytes: number;
}

/** What is asked of a store of objects. */
export interface Bucket {
  /** Objects in the folder itself, not in folders of it, in order of their names. */
  list(place: BucketPlace, signal?: AbortSignal): Promise<BucketObject[]>;
  /**
   * Write an object's bytes to a file.
   * @throws ConflictError when it is not the listed one any more
   */
  download(place: BucketPlace, object: BucketObject, path: string, signal?: AbortSignal): Promise<void>;
}
