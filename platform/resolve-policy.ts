import { applySettings } from '../models/gates/apply-settings.ts';
import type { GatePolicy } from '../models/gates/policy.ts';
import { messageOf, UsageError } from './errors.ts';

/**
 * The policy of a run: the configured one with the run's own settings on top.
 * @throws UsageError on an unknown name or a value that is not allowed
 */
export function resolvePolicy(policy: GatePolicy, settings: Readonly<Record<string, string>>): GatePolicy {
  try {
    return applySettings(
      policy,
      Object.entries(settings).map(([name, value]) => `${name}=${value}`),
    );
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
}
