import { text } from '../kernel/text.ts';
import type { FieldType, Flow } from './flow.ts';
import type { Fault } from './flow-proofs.ts';

/** 字段 one field of a form in JSON Schema: a text, a number, yes or no, or a list of texts, each with its limits. */
export type FieldSchema =
  | {
      readonly type: 'string';
      readonly title: string;
      readonly minLength?: number | undefined;
      readonly maxLength: number;
      readonly enum?: readonly string[] | undefined;
      readonly format?: 'date' | undefined;
    }
  | {
      readonly type: 'number' | 'integer';
      readonly title: string;
      readonly minimum: number;
      readonly maximum: number;
    }
  | { readonly type: 'boolean'; readonly title: string }
  | {
      readonly type: 'array';
      readonly title: string;
      readonly items: { readonly type: 'string'; readonly maxLength: number };
      readonly minItems?: number | undefined;
      readonly maxItems: number;
    };

/**
 * 表单 the form of a flow as JSON Schema, in the part of it that facts need: one level, no references, a limit on
 * everything. Expressions on texts are left out on purpose: one that runs for ever would stop everybody.
 */
export interface FormSchema {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, FieldSchema>>;
  readonly required: readonly string[];
  readonly additionalProperties: false;
}

const TYPES: Readonly<Record<FieldSchema['type'], FieldType>> = {
  string: 'text',
  number: 'number',
  integer: 'number',
  boolean: 'boolean',
  array: 'list',
};

/** Fields the flow asks for and the form does not promise, each as a fault of the proof `facts`. */
export function formFaults({ fields }: Flow, form: FormSchema): readonly Fault[] {
  return Object.entries(fields)
    .filter(([name, type]) => {
      const field = Object.hasOwn(form.properties, name) ? form.properties[name] : undefined;
      return !field || TYPES[field.type] !== type || !form.required.includes(name);
    })
    .map(([name]) => ({
      proof: 'facts' as const,
      path: [name],
      words: text(
        '流程使用的字段在表单中不是同类型的必填项',
        'A field of the flow is not a required field of its type in the form',
      ),
    }));
}
