/** The part of JSON Schema that the API's request bodies use. */
export interface Schema {
  /** What the field is called, where its flow names it; otherwise the console's own word. */
  readonly title?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[] | undefined;
  readonly const?: string | number | boolean;
  readonly format?: string | undefined;
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly additionalProperties?: boolean | Schema;
  readonly minLength?: number | undefined;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number | undefined;
  readonly maxItems?: number;
}

interface Route {
  readonly post?: {
    readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  };
}
export interface OpenApi {
  readonly paths: Readonly<Record<string, Route>>;
}

/** The body that a route asks for, as the API's own document describes it. */
export function bodyOf({ paths }: OpenApi, path: string): Schema | null {
  return paths[path]?.post?.requestBody?.content['application/json']?.schema ?? null;
}

/** A field that may be null is its other form, and may be left empty. */
export function plainSchema(schema: Schema): { readonly schema: Schema; readonly isNullable: boolean } {
  const forms = schema.anyOf?.filter(({ type }) => type !== 'null');
  if (!forms) return { schema, isNullable: false };
  const [first = schema] = forms;
  return { schema: first, isNullable: forms.length < (schema.anyOf?.length ?? 0) };
}

/** One shape of a value that has several, with the word of its tag that tells it apart. */
export interface Variant {
  readonly word: string;
  readonly schema: Schema;
}

/** The shapes of a value that tells by one of its fields (`tag`) which of them it has; null when it has one shape. */
export function variantsOf({
  anyOf,
}: Schema): { readonly tag: string; readonly variants: readonly Variant[] } | null {
  const shapes = anyOf?.filter(({ type }) => type !== 'null') ?? [];
  const tag = Object.keys(shapes[0]?.properties ?? {}).find((name) =>
    shapes.every(({ properties }) => wordsOf(properties?.[name]).length > 0),
  );
  if (shapes.length < 2 || tag === undefined) return null;
  const variants = shapes.flatMap((schema) =>
    wordsOf(schema.properties?.[tag]).map((word) => ({ word, schema })),
  );
  return { tag, variants };
}

const wordsOf = (schema: Schema | undefined): readonly string[] =>
  schema?.const === undefined ? (schema?.enum ?? []) : [String(schema.const)];

/** The same object with these fields only. */
export const only = (schema: Schema, names: readonly string[]): Schema => ({
  ...schema,
  properties: Object.fromEntries(
    Object.entries(schema.properties ?? {}).filter(([name]) => names.includes(name)),
  ),
});

export const isRequired = (parent: Schema, name: string): boolean => parent.required?.includes(name) ?? false;

/** What a form sends for a field that was left empty: null where the schema takes it, otherwise an empty value. */
export function filled(schema: Schema, value: unknown): unknown {
  const shapes = variantsOf(schema);
  if (shapes) {
    if (plainSchema(schema).isNullable && isEmpty(value)) return null;
    const word = (value as Readonly<Record<string, unknown>> | undefined)?.[shapes.tag];
    const chosen = shapes.variants.find((one) => one.word === word);
    return chosen ? filled(chosen.schema, value) : value;
  }
  const { schema: plain, isNullable } = plainSchema(schema);
  if (isNullable && isEmpty(value)) return null;
  if (plain.type === 'boolean') return value === true;
  if (plain.type === 'array') {
    const items = plain.items ?? {};
    return Array.isArray(value) ? value.map((one) => filled(items, one)) : [];
  }
  if (plain.properties) return filledObject(plain.properties, value);
  // A list of figures is typed as words.
  if ((plain.type === 'number' || plain.type === 'integer') && typeof value === 'string')
    return Number(value);
  return plain.type === 'object' ? (value ?? {}) : value;
}

const filledObject = (properties: Readonly<Record<string, Schema>>, value: unknown): unknown => {
  const given =
    typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  return Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, filled(schema, given[name])]),
  );
};

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && Object.values(value).every((one) => isEmpty(one) || one === false);
}
