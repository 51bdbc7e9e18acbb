import { z } from 'zod';
import { PublishingBounds } from '../../models/contracts/project-config.ts';
import { judgeCount } from '../../models/publishing/judge-count.ts';
import { ContractError } from '../../platform/errors.ts';
import { listLastCounts, noteFindings } from '../../platform/postgres/publications.ts';
import { checkRows } from '../../platform/publishing/check-rows.ts';
import { defineStep } from '../../platform/steps/define-step.ts';

const Params = z.strictObject({ publicationId: z.string(), bounds: PublishingBounds });

/** Publications that say what is usual. */
const LAST = 7;

/** Hold what is staged against the contract of a row and against the last publications; what breaks it is never live. */
export const validatePublication = defineStep({
  module: import.meta.url,
  params: Params,
  inputs: ['strategies'],
  async run({ params: { publicationId, bounds }, call, inputs, inputRefs, duckdb, services }) {
    const { dataset, pipeline } = call;
    const { rows } = inputRefs.strategies;
    const problems = await checkRows(await duckdb(), inputs.strategies, { dataset, pipeline, rows });
    const count = judgeCount(rows, await listLastCounts(services.database, call, LAST), bounds);
    if (count.problem !== null) problems.push(count.problem);
    if (problems.length > 0) {
      throw new ContractError(
        `the publication as planned is not fit to be published; what is live stays:\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
      );
    }
    await noteFindings(services.database, publicationId, { validation: { rows, usual: count.usual } });
    return { artifacts: {}, rows, metrics: { usual: count.usual }, value: null };
  },
});
