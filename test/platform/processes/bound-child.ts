import { dieWithParent } from '../../../platform/processes/die-with-parent.ts';

dieWithParent();
process.stdout.write(`${process.pid}\n`);
// Blocks the event loop as a native computation does.
Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
