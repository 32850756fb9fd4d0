import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Card } from 'antd';
import type { z } from 'zod';
import type { digestListSchema } from '../../../../api/contract/inbox.ts';
import type { versionListSchema } from '../../../../api/contract/policy-release.ts';
import { text } from '../../../../domain/kernel/text.ts';
import { get } from '../../shared/api.ts';
import { useWords } from '../../shared/language.tsx';

/** 动态: the last digest, and which version of the rules decides. */
export function News() {
  const say = useWords();
  const digests = useQuery({
    queryKey: ['digests'],
    queryFn: () => get<z.output<typeof digestListSchema>>('/me/digests', { limit: 1 }),
  });
  const versions = useQuery({
    queryKey: ['policy', 'versions'],
    queryFn: () => get<z.output<typeof versionListSchema>>('/policy/versions'),
  });
  const digest = digests.data?.items[0];
  const version = versions.data?.inForce.version;
  return (
    <Card size="small" title={say(text('动态', 'News'))} loading={versions.isPending}>
      <ul className="matters">
        {digest && (
          <li>
            <span>
              {say(text(`${digest.on} 摘要：`, `Digest of ${digest.on}: `))}
              {say(digest.summary)}
            </span>
          </li>
        )}
        {version !== undefined && (
          <li>
            <Link to="/policy">
              {say(text(`现行政策版本 ${version}`, `Rules in force: version ${version}`))}
            </Link>
          </li>
        )}
      </ul>
    </Card>
  );
}
