import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { type ReactNode, useDeferredValue, useState } from 'react';
import type { Person } from '../../../../api/contract/people.ts';
import type { ProviderRow } from '../../../../api/contract/provider.ts';
import type { BudgetLineRow, CatalogueRow, OrgRow } from '../../../../api/contract/reference.ts';
import { get, type Query } from '../api.ts';
import { OpinionInput } from './opinion-input.tsx';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

interface Source {
  readonly path: string;
  readonly query: Query;
  /** The field of the list that takes the words looked for. */
  readonly read: (row: never) => Choice;
}

const PROVIDERS: Source = {
  path: '/providers',
  query: {},
  read: ({ providerId, name }: ProviderRow) => ({ value: providerId, label: name }),
};
const orgs = (kind?: string): Source => ({
  path: '/orgs',
  query: kind ? { kind } : {},
  read: ({ orgId, name }: OrgRow) => ({ value: orgId, label: name }),
});

const PEOPLE: Source = {
  path: '/people',
  query: {},
  read: ({ userId, name, orgName }: Person) => ({ value: userId, label: `${name}（${orgName}）` }),
};

const BUDGET_LINES: Source = {
  path: '/budget-lines',
  query: {},
  read: ({ budgetLineId, name }: BudgetLineRow) => ({ value: budgetLineId, label: name }),
};

interface PickerProps {
  readonly source: Source;
  readonly label: string;
  readonly isMany: boolean;
}

/** 选择 one or more rows of a list that the server searches. */
function Picker({ source, label, isMany, ...field }: PickerProps) {
  const [words, setWords] = useState('');
  const q = useDeferredValue(words.trim());
  const rows = useQuery({
    queryKey: ['picker', source.path, source.query, q],
    queryFn: () => get<{ items: never[] }>(source.path, { ...source.query, ...(q && { q }), limit: 100 }),
    placeholderData: (before) => before,
  });
  return (
    <Select
      {...field}
      {...(isMany && { mode: 'multiple' })}
      allowClear
      aria-label={label}
      showSearch={{ onSearch: setWords, filterOption: false }}
      loading={rows.isFetching}
      options={(rows.data?.items ?? []).map(source.read)}
    />
  );
}

type Render = (props: { readonly label: string; readonly isMany: boolean }) => ReactNode;
const pick =
  (source: Source): Render =>
  (props) => <Picker source={source} {...props} />;

/** 选择人员 one person. */
export const PersonPicker = ({ label, ...field }: { readonly label: string }) => (
  <Picker source={PEOPLE} label={label} isMany={false} {...field} />
);

/** Fields that name a row of some list, and opinions. */
export const PICKERS: Readonly<Record<string, Render>> = {
  people: pick(PEOPLE),
  opinion: ({ label }) => <OpinionInput label={label} />,
  providerId: pick(PROVIDERS),
  payeeProviderId: pick(PROVIDERS),
  ranking: pick(PROVIDERS),
  winners: pick(PROVIDERS),
  agencyOrgId: pick(orgs('agency')),
  buyerOrgId: pick(orgs()),
  beneficiaryOrgIds: pick(orgs('township')),
  budgetLineId: pick(BUDGET_LINES),
  fromLineId: pick(BUDGET_LINES),
  toLineId: pick(BUDGET_LINES),
  catalogItemCode: pick({
    path: '/catalogue-items',
    query: {},
    read: ({ code, name }: CatalogueRow) => ({ value: code, label: `${code} ${name}` }),
  }),
};
