import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { SupervisorFile } from './protocol.ts';

/** Connects to the supervisor that a state directory's file names, or gives undefined when none listens there. */
export function dialSupervisor(supervisorFile: string): Promise<Socket | undefined> {
  const path = readSocketPath(supervisorFile);
  if (path === undefined) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => resolve(socket));
    socket.once('error', () => resolve(undefined));
  });
}

function readSocketPath(supervisorFile: string): string | undefined {
  try {
    return SupervisorFile.parse(JSON.parse(readFileSync(supervisorFile, 'utf8'))).socket;
  } catch {
    // Absent before the first start.
    return undefined;
  }
}
