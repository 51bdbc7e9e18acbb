/** An address inside a native library that must be freed exactly once. */
export interface Handle {
  /** Fails after `free`: the library would crash the process on such an address. */
  readonly address: bigint;
  /** Gives the memory back; again is harmless. */
  free(): void;
}

/** Keeps count of the handles that are open, as `tf.memory()` does for tensors. */
export class HandleBook {
  #open = 0;

  /** Handles not freed yet. */
  get open(): number {
    return this.#open;
  }

  /**
   * Takes over the handle that `create` writes to its argument.
   * @param what names it in messages
   */
  take(what: string, create: (out: bigint[]) => void, release: (address: bigint) => void): Handle {
    const out: bigint[] = [0n];
    create(out);
    const [address] = out as [bigint];
    let isOpen = true;
    this.#open++;
    return {
      get address() {
        if (!isOpen) throw new Error(`invalid ${what}: it was freed`);
        return address;
      },
      free: () => {
        if (!isOpen) return;
        isOpen = false;
        this.#open--;
        release(address);
      },
    };
  }
}
