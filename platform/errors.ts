/**
 * Errors that a caller branches on. The class name is API: Temporal records it as the failure's type,
 * retry policies list it, and the command line turns it into an exit code.
 */

/** The source, the input or the configuration is wrong; retrying the same thing cannot help. */
export class ContractError extends Error {
  override readonly name = 'ContractError';
}

/** A command or a run was asked for something that does not exist or makes no sense. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** An artifact's bytes are not what its manifest says. */
export class CorruptArtifactError extends Error {
  override readonly name = 'CorruptArtifactError';
}

/** Somebody else changed what this run was about to change. */
export class ConflictError extends Error {
  override readonly name = 'ConflictError';
}

/** Failure types that no retry can mend. */
export const NON_RETRYABLE_TYPES = [
  'ContractError',
  'UsageError',
  'ZodError',
  'TypeError',
  'SyntaxError',
] as const;

/** Message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
