import { z } from 'zod';

/** Path of a file or directory on the machine; an address such as `s3://…` would be taken for one that is not there. */
export const LocalPath = z
  .string()
  .min(1)
  .refine(
    (path) => !/^[a-z][a-z0-9+.-]*:\/\//i.test(path),
    'is an address (expected a path of this machine: mount the bucket or copy its files here first)',
  );
/** Path of a file or directory on the machine. */
export type LocalPath = z.infer<typeof LocalPath>;
