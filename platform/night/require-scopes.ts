import { BUSINESS_CASES } from '../../models/contracts/pipeline.ts';
import { chooseScopes, type NightGiven, type NightScope } from '../../models/night/lay-out-night.ts';
import { UsageError } from '../errors.ts';

/**
 * Datasets that a night is about.
 * @throws UsageError where nothing is configured that could run
 */
export function requireScopes(given: Omit<NightGiven, 'scheduledAt' | 'next'>): NightScope[] {
  const scopes = chooseScopes(given);
  if (scopes.length > 0) return scopes;
  const { input, project } = given;
  const names = Object.entries(project.datasets ?? {}).map(
    ([name, { pipeline }]) => `${name} for ${pipeline}`,
  );
  const wanted = (input.pipelines ?? BUSINESS_CASES).join(' or ');
  const named = input.dataset === undefined ? '' : ` named ${input.dataset}`;
  throw new UsageError(
    `there is no dataset to run at night: crosslift.config.json has ${names.join(', ') || 'none'} (expected one${named} for ${wanted})`,
  );
}
