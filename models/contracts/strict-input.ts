import { z } from 'zod';

/** An object that a person may type into a form: what does not fit is answered with every name that is allowed. */
export function strictInput<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, {
    error(issue) {
      // Of the schema that was asked, which may have more or fewer names than this one.
      const names = Object.keys((issue.inst as z.ZodObject | undefined)?.shape ?? shape).join(', ');
      if (issue.code === 'unrecognized_keys')
        return `there is no ${issue.keys.join(', ')} (expected any of ${names})`;
      if (issue.code === 'invalid_type')
        return `invalid input: ${JSON.stringify(issue.input)} (expected an object such as {}, with any of ${names})`;
      return undefined;
    },
  });
}
