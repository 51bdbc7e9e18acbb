// Bundles modules of workflows for bundle-workflows.ts. Arguments: a module and where its bundle goes, and so on in pairs.
import { writeFile } from 'node:fs/promises';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { dieWithParent } from '../processes/die-with-parent.ts';

dieWithParent();
const args = process.argv.slice(2);
for (let place = 0; place < args.length; place += 2) {
  const [workflowsPath, path] = args.slice(place, place + 2) as [string, string];
  const { code } = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') });
  await writeFile(path, code);
}
