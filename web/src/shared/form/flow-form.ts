import type { CaseDetail } from '../../../../api/contract/approval-view.ts';
import { filled } from './schema.ts';

type FormSchema = CaseDetail['formSchema'];
type Values = Readonly<Record<string, unknown>>;

/** The fields of a flow's form in the order to be filled in: what it asks for first, as it lists them, then the rest. */
export function inOrder(schema: FormSchema): FormSchema {
  const names = [...new Set([...schema.required, ...Object.keys(schema.properties)])];
  const fields = names.flatMap((name) => {
    const field = schema.properties[name];
    return field ? [[name, field] as const] : [];
  });
  return { ...schema, properties: Object.fromEntries(fields) };
}

/** What a flow's form sends: a text that is asked for and may be empty is sent empty. */
export function formOf(schema: FormSchema, given: Values | undefined): Values {
  const empty = schema.required.filter((name) => {
    const field = schema.properties[name];
    return field?.type === 'string' && !field.minLength && !field.enum && !field.format;
  });
  const values = { ...Object.fromEntries(empty.map((name) => [name, ''])), ...withoutGaps(given ?? {}) };
  const sent = filled(schema, values) as Values; // the schema is an object's
  return withoutGaps(sent);
}

/** A field that was left alone or cleared is not sent at all. */
const withoutGaps = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== null));
