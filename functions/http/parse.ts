import * as z from 'zod/mini';
import { BadRequest } from './errors.ts';

// zod/mini brings no messages of its own.
z.config(z.locales.en());

/** The value in the shape of `schema`, or undefined where an operation has none. Throws BadRequest. */
export function parse(schema: z.ZodMiniType | undefined, value: unknown, where: string): unknown {
  if (!schema) return undefined;
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new BadRequest(
    result.error.issues.map(({ path, message }) => ({
      path: [where, ...path].join('.'),
      message,
    })),
  );
}
