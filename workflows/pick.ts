import { ApplicationFailure } from '@temporalio/workflow';

/**
 * The named artifacts of a step: the next step is given what it reads and nothing else, so that nothing
 * else moves its key.
 */
export function pick<Value, Name extends string>(
  artifacts: Readonly<Record<string, Value>>,
  ...names: Name[]
): Record<Name, Value> {
  const picked = names.map((name) => {
    const value = artifacts[name];
    if (value === undefined)
      throw ApplicationFailure.nonRetryable(
        `no artifact ${name} (there are ${Object.keys(artifacts).join(', ')})`,
      );
    return [name, value];
  });
  return Object.fromEntries(picked) as Record<Name, Value>;
}
