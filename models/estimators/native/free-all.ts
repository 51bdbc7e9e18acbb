/** What must be freed. */
interface Owned {
  free(): void;
}

/** Runs `work`, which hands to `keep` what it opens, and frees all of it afterwards, the last opened first, also when it fails. */
export async function freeAll<Result>(
  work: (keep: <T extends Owned>(owned: T) => T) => Promise<Result>,
): Promise<Result> {
  const opened: Owned[] = [];
  try {
    return await work((owned) => {
      opened.unshift(owned);
      return owned;
    });
  } finally {
    for (const owned of opened) owned.free();
  }
}
