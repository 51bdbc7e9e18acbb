import { libraryVersions } from '../platform/steps/library-versions.ts';
import { codeVersion, type StepCode } from '../platform/steps/step-key.ts';

/** The parts of a step's key that only a worker knows. */
export interface CodeParts {
  code: string;
  libraries: Record<string, string>;
}

/** Code and library versions of every step in this build, by activity name. */
export const describeCode =
  (steps: Readonly<Record<string, StepCode>>) => async (): Promise<Record<string, CodeParts>> => {
    const described = Object.entries(steps).map(async ([name, step]) => [
      name,
      { code: await codeVersion(step), libraries: libraryVersions(step.libraries ?? []) },
    ]);
    return Object.fromEntries(await Promise.all(described));
  };
