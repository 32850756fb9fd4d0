import { useQuery } from '@tanstack/react-query';
import { Alert, Form, Select, Space, Tag } from 'antd';
import { useDeferredValue, useState } from 'react';
import type { z } from 'zod';
import { fieldLabel } from '../../../../api/contract/labels.ts';
import type { CatalogueRow, catalogueListSchema, orgListSchema } from '../../../../api/contract/reference.ts';
import { text } from '../../../../domain/kernel/text.ts';
import { get } from '../../shared/api.ts';
import { useRemark } from '../../shared/form/remarks.tsx';
import { useWords } from '../../shared/language.tsx';
import { useMe } from '../../shared/session.ts';

type Catalogue = z.output<typeof catalogueListSchema>;

/** The organisations for which the reader may apply. */
export const useBuyers = () => useMe().user.posts.filter(({ role }) => role === 'handler');

/** 购买主体 and 目录项: who buys, and which item of the catalogue that applies there. */
export function WhatIsBought({ isFixed }: { readonly isFixed: boolean }) {
  const say = useWords();
  const buyers = useBuyers();
  const code: unknown = Form.useWatch(['application', 'catalogItemCode']);
  const buyerOrgId: unknown = Form.useWatch(['application', 'buyerOrgId']);
  const regionCode = useRegionOf(buyers.find(({ orgId }) => orgId === buyerOrgId));
  const [words, setWords] = useState('');
  const q = useDeferredValue(words.trim());
  const items = useCatalogue(regionCode, q);
  const chosen = useCatalogue(regionCode, typeof code === 'string' ? code : '');
  const item = [...(items.data?.items ?? []), ...(chosen.data?.items ?? [])].find((one) => one.code === code);
  const label = say(fieldLabel('catalogItemCode'));
  return (
    <>
      <Form.Item
        name={['application', 'buyerOrgId']}
        label={say(fieldLabel('buyerOrgId'))}
        extra={useRemark(['application', 'buyerOrgId'])}
        rules={[{ required: true, message: say(text('请选择购买主体', 'Choose the buyer')) }]}
      >
        <Select
          disabled={isFixed}
          options={buyers.map(({ orgId, orgName }) => ({ value: orgId, label: orgName }))}
        />
      </Form.Item>
      <Form.Item
        name={['application', 'catalogItemCode']}
        label={label}
        extra={useRemark(['application', 'catalogItemCode'])}
        rules={[{ required: true, message: say(text('请选择目录项', 'Choose an item of the catalogue')) }]}
      >
        <Select
          allowClear
          aria-label={label}
          placeholder={say(text('按名称或代码查找', 'Search by name or code'))}
          showSearch={{ onSearch: setWords, filterOption: false }}
          loading={items.isFetching}
          options={(items.data?.items ?? []).map((one) => ({
            value: one.code,
            label: `${one.code} ${one.name}`,
          }))}
        />
      </Form.Item>
      {item && <ItemFacts item={item} />}
    </>
  );
}

function useRegionOf(buyer: { readonly orgId: string; readonly orgName: string } | undefined) {
  const orgs = useQuery({
    queryKey: ['org', buyer?.orgId],
    queryFn: () => get<z.output<typeof orgListSchema>>('/orgs', { q: buyer?.orgName, limit: 100 }),
    enabled: buyer !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return orgs.data?.items.find(({ orgId }) => orgId === buyer?.orgId)?.regionCode;
}

const useCatalogue = (regionCode: string | undefined, q: string) =>
  useQuery({
    queryKey: ['catalogue', 'pick', regionCode, q],
    queryFn: () => get<Catalogue>('/catalogue-items', { regionCode, q, limit: 100 }),
    placeholderData: (before) => before,
  });

const LEVELS = {
  city: text('市级', 'city'),
  county: text('县级', 'county'),
  township: text('乡镇', 'township'),
};

/** What the catalogue says of the chosen item. */
function ItemFacts({ item }: { readonly item: CatalogueRow }) {
  const say = useWords();
  const nature =
    item.nature === 'public'
      ? text('公共服务', 'public service')
      : text('政府履职辅助性服务', 'auxiliary service');
  return (
    <Alert
      type="info"
      className="form-part"
      title={`${item.code} ${item.name}`}
      description={
        <Space wrap size={4}>
          <Tag>{item.sector}</Tag>
          <Tag>{say(nature)}</Tag>
          <Tag>
            {say(text('事权：', 'Duty of: '))}
            {say(LEVELS[item.responsibleLevel])}
          </Tag>
          {item.basicPublicService && <Tag>{say(text('基本公共服务', 'basic public service'))}</Tag>}
          {item.standardRef && (
            <Tag>
              {say(text('标准：', 'Standard: '))}
              {item.standardRef}
            </Tag>
          )}
          {!item.confirmed && <Tag>{say(text('代码待确认', 'code to be confirmed'))}</Tag>}
        </Space>
      }
    />
  );
}
