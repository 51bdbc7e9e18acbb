import { connectStack } from '../../../platform/stack/connect-stack.ts';
import { stackOptions } from './stack-fixture.ts';

/** Holds a lease on the stack of the state directory given, prints the stack's process ids, and lives on. */
const [stateDir = '', role = ''] = process.argv.slice(2);
const lease = await connectStack(stackOptions(stateDir, role));
process.stdout.write(`${JSON.stringify(await lease.pids())}\n`);
