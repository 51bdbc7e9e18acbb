// Bundles modules of workflows for bundle-workflows.ts. Argument: its orders, as JSON.
import { writeFile } from 'node:fs/promises';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { dieWithParent } from '../processes/die-with-parent.ts';
import type { BundleOrder } from './bundle-workflows.ts';

dieWithParent();
const orders = JSON.parse(process.argv[2] ?? '[]') as BundleOrder[];
for (const { path, shared, target } of orders) {
  const { code } = await bundleWorkflowCode({
    workflowsPath: path,
    preloadModules: shared === undefined ? [] : [shared],
    logger: new DefaultLogger('ERROR'),
  });
  await writeFile(target, code);
}
