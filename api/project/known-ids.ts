import { findUnknownIds } from '../../db/queries/known-ids.ts';
import { text } from '../../domain/kernel/text.ts';
import { chineseName } from '../contract/field-names.ts';
import type { Api } from '../deps.ts';
import type { InvalidField } from '../problem/issues.ts';
import { invalidInput } from '../problem/problem-error.ts';

/** Fields that name an organisation or a provider, whatever command they stand in. */
const ORG_FIELDS: ReadonlySet<string> = new Set(['buyerOrgId', 'beneficiaryOrgIds', 'agencyOrgId']);
const PROVIDER_FIELDS: ReadonlySet<string> = new Set([
  'providerId',
  'payeeProviderId',
  'ranking',
  'winners',
  'supplierId',
  'consortiumMembers',
  'interests',
]);

interface Mention {
  readonly field: string;
  readonly pointer: string;
  readonly id: string;
}

function mentions(value: unknown, field: string, pointer: string): Mention[] {
  if (typeof value === 'string') {
    return ORG_FIELDS.has(field) || PROVIDER_FIELDS.has(field) ? [{ field, pointer, id: value }] : [];
  }
  if (Array.isArray(value)) return value.flatMap((one, index) => mentions(one, field, `${pointer}/${index}`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => mentions(one, name, `${pointer}/${name}`));
}

const unknownField = ({ field, pointer, id }: Mention): InvalidField => ({
  in: 'body',
  pointer,
  code: 'NotFound',
  message: text(`${chineseName(field)}不存在：${id}`, `${field} does not exist: ${id}`),
});

/** Refuses a command that names an organisation or a provider that does not exist; the record would not take it. */
export async function requireKnownIds(api: Api, data: unknown, at: string): Promise<void> {
  const named = mentions(data, '', at);
  if (named.length === 0) return;
  const idsIn = (fields: ReadonlySet<string>) => [
    ...new Set(named.filter((one) => fields.has(one.field)).map((one) => one.id)),
  ];
  const unknown = await findUnknownIds(api.db, {
    orgs: idsIn(ORG_FIELDS),
    providers: idsIn(PROVIDER_FIELDS),
  });
  if (unknown.size > 0) throw invalidInput(named.filter((one) => unknown.has(one.id)).map(unknownField));
}
