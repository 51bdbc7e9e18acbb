import koffi, { type LibraryHandle } from 'koffi';

/** A C library whose functions return 0, or on failure something else and leave a message behind. */
export interface NativeLibrary<Name extends string> {
  /** Names it in messages. */
  readonly title: string;
  readonly path: string;
  /** What every function's name begins with. */
  readonly prefix: string;
  /** Name of the function, without arguments, that returns the last message. */
  readonly lastError: string;
  /** Parameters of each function, in C. */
  readonly signatures: Readonly<Record<Name, string>>;
}

/** The C functions, each throwing the library's own message when it fails. */
export type NativeFunctions<Name extends string> = Readonly<Record<Name, (...values: unknown[]) => void>>;

/** Loads the shared library and binds its functions. */
export function bindFunctions<Name extends string>(native: NativeLibrary<Name>): NativeFunctions<Name> {
  const { title, prefix, lastError, signatures } = native;
  const library = loadLibrary(native);
  const getLastError: () => string = library.func(`const char *${lastError}()`);
  const bind = ([name, signature]: [string, string]) => {
    const call: (...values: unknown[]) => number = library.func(`int ${prefix}${name}(${signature})`);
    const checked = (...values: unknown[]) => {
      if (call(...values) !== 0) throw new Error(`${title} ${name} failed: ${getLastError()}`);
    };
    return [name, checked] as const;
  };
  return Object.fromEntries(Object.entries<string>(signatures).map(bind)) as unknown as NativeFunctions<Name>;
}

function loadLibrary({ title, path }: Pick<NativeLibrary<string>, 'title' | 'path'>): LibraryHandle {
  try {
    return koffi.load(path);
  } catch (cause) {
    throw new Error(`cannot load ${title} from ${path} (\`npx crosslift doctor\` says what is missing)`, {
      cause,
    });
  }
}
