import type { z } from 'zod';
import type { applicationSchema } from '../../../../api/contract/catalog.ts';
import { filled, type Schema } from '../../shared/form/schema.ts';

export type Application = z.output<typeof applicationSchema>;

/** What the wizard's form holds. */
export interface Values {
  readonly application?: Readonly<Partial<Application>>;
  readonly statement?: string;
  readonly justifications?: Readonly<Record<string, string>>;
  readonly late?: Late;
}

/** 补录: what is told of a project that began before it was entered. */
export interface Late {
  readonly isLate?: boolean;
  readonly reason?: string;
  readonly beganOn?: string;
  readonly filedOn?: string;
}

/** The application as far as it is filled in, as the check takes it: what is empty is left out. */
export function partOf(schema: Schema, { application }: Values): Readonly<Record<string, unknown>> {
  const whole = filled(schema, application ?? {}) as Readonly<Record<string, unknown>>; // an object's schema
  return withoutEmpty(whole);
}

const withoutEmpty = (value: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => one !== undefined && one !== '')
      .map(([name, one]) => [name, isRecord(one) ? withoutEmpty(one) : one]),
  );

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** 照去年申报: last year's application for the year after it, no longer a new project. */
export const nextYears = (last: Application): Application => ({
  ...last,
  fiscalYear: last.fiscalYear + 1,
  isNewProject: false,
});
