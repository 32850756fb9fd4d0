import { useQuery } from '@tanstack/react-query';
import { Card, Space, Tag } from 'antd';
import type { z } from 'zod';
import type { versionListSchema } from '../../../../api/contract/policy-release.ts';
import { type Text, text } from '../../../../domain/kernel/text.ts';
import { get } from '../../shared/api.ts';
import { useWords } from '../../shared/language.tsx';
import { Fetched, Page } from '../../shared/ui/page.tsx';

type Versions = z.output<typeof versionListSchema>;
type Version = Versions['items'][number];

/** 规则版本: every version of the packs that is kept, and which one decides today. */
export function PolicyVersions() {
  const versions = useQuery({
    queryKey: ['policy-versions'],
    queryFn: () => get<Versions>('/policy/versions'),
  });
  return (
    <Page title={text('规则版本', 'Versions of the rules')}>
      <Fetched of={versions}>
        {({ items, inForce }) => (
          <div className="cards">
            {items.map((one) => (
              <VersionCard key={one.packHash} version={one} isInForce={one.packHash === inForce.packHash} />
            ))}
          </div>
        )}
      </Fetched>
    </Page>
  );
}

const ORIGINS: Readonly<Record<Version['origin'], Text>> = {
  shipped: text('随系统发布', 'shipped'),
  proposed: text('提请发布', 'proposed for release'),
};

function VersionCard({ version, isInForce }: { readonly version: Version; readonly isInForce: boolean }) {
  const say = useWords();
  const { packHash, activeFrom, bindsFrom, origin } = version;
  return (
    <Card
      size="small"
      title={version.version}
      extra={isInForce && <Tag>{say(text('现行', 'in force'))}</Tag>}
    >
      <Space orientation="vertical">
        <span>{say(ORIGINS[origin])}</span>
        {activeFrom !== null && <span>{say(text(`${activeFrom} 起生效`, `active from ${activeFrom}`))}</span>}
        {bindsFrom !== null && (
          <span>{say(text(`适用于 ${bindsFrom} 起的项目`, `binds projects begun from ${bindsFrom}`))}</span>
        )}
        <a href={`/api/v1/policy/versions/${packHash}`}>
          <code>{packHash.slice(0, 16)}…</code> {say(text('规则全文', 'full text'))}
        </a>
      </Space>
    </Card>
  );
}
