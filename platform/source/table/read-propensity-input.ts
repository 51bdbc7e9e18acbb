import { parse, resolve } from 'node:path';
import { z } from 'zod';
import { PropensityInput } from '../../../models/contracts/propensity-input.ts';
import type { Config } from '../../config.ts';
import { UsageError } from '../../errors.ts';
import { datasetOf } from '../default-source.ts';

/** A question whose file and dataset are settled. */
export type NamedQuestion = PropensityInput & { dataset: string };

/**
 * The input of a propensity run, however it was started; its dataset is named after its file unless it says otherwise.
 * @throws UsageError that says what is allowed
 */
export function readPropensityInput(input: unknown, config: Pick<Config, 'stateDir'>): NamedQuestion {
  const parsed = PropensityInput.safeParse(input);
  if (!parsed.success) {
    const optional = Object.entries(PropensityInput.shape).flatMap(([name, field]) =>
      field.isOptional() ? [name] : [],
    );
    throw new UsageError(
      `the input of propensity is not usable:\n${z.prettifyError(parsed.error)}\n` +
        `(expected {"source": FILE, "id": COLUMN, "label": COLUMN}, and if need be ${optional.join(', ')})`,
    );
  }
  const source = resolve(parsed.data.source);
  const { dir, name } = parse(source.replace(/\.gz$/i, ''));
  const dataset = parsed.data.dataset ?? datasetOf(config, 'propensity', resolve(dir, name));
  return { ...parsed.data, source, dataset };
}
