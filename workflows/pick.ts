import { ApplicationFailure } from '@temporalio/workflow';

/**
 * The named artifacts of a step: the next step is given what it reads and nothing else, so that nothing
 * else moves its key.
 */
export function pick<Value, Name extends string>(
  artifacts: Readonly<Record<string, Value>>,
  ...names: Name[]
): Record<Name, Value> {
  const same: Record<string, string> = Object.fromEntries(names.map((name) => [name, name]));
  return pickAs(artifacts, same as Record<Name, string>);
}

/** The same under other names: `{ training: 'stay_3h_training' }`. */
export function pickAs<Value, Name extends string>(
  artifacts: Readonly<Record<string, Value>>,
  names: Record<Name, string>,
): Record<Name, Value> {
  const picked = Object.entries<string>(names).map(([name, source]) => {
    const value = artifacts[source];
    if (value === undefined) {
      throw ApplicationFailure.nonRetryable(
        `no artifact ${source} (there are ${Object.keys(artifacts).join(', ')})`,
      );
    }
    return [name, value];
  });
  return Object.fromEntries(picked) as Record<Name, Value>;
}

/** All artifacts but one. */
export function omit<Value>(artifacts: Readonly<Record<string, Value>>, name: string): Record<string, Value> {
  return Object.fromEntries(Object.entries(artifacts).filter(([other]) => other !== name));
}
