import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { z } from 'zod';
import type { disclosedProjectSchema } from '../../../../api/contract/public.ts';
import { DISCLOSURE_KINDS, DISCLOSURE_TITLES, PLAN_ITEMS } from '../../../../domain/disclosure/types.ts';
import { text } from '../../../../domain/kernel/text.ts';
import { get } from '../../shared/api.ts';
import { useWords } from '../../shared/language.tsx';
import { Fetched, Page } from '../../shared/ui/page.tsx';
import { DisclosureItem } from './disclosure-item.tsx';

type Disclosed = z.output<typeof disclosedProjectSchema>;
const route = getRouteApi('/public/projects/$projectNo');

/** Everything that is public of one project, in the order of the plan, and which of its eight items are still to come. */
export function DisclosedProject() {
  const say = useWords();
  const { projectNo } = route.useParams();
  const project = useQuery({
    queryKey: ['public', projectNo],
    queryFn: () => get<Disclosed>(`/public/projects/${encodeURIComponent(projectNo)}`),
  });
  return (
    <Page
      title={project.data?.items[0]?.projectName ?? projectNo}
      extra={<Link to="/public">{say(text('返回全部公开信息', 'All public information'))}</Link>}
    >
      <Fetched of={project}>{({ items }) => <Items items={items} />}</Fetched>
    </Page>
  );
}

function Items({ items }: Pick<Disclosed, 'items'>) {
  const say = useWords();
  const [first] = items;
  const inOrder = DISCLOSURE_KINDS.flatMap((kind) => items.find((item) => item.kind === kind) ?? []);
  const missing = PLAN_ITEMS.filter((kind) => !items.some((item) => item.kind === kind));
  return (
    <>
      {first && (
        <p className="portal-about">
          {first.projectNo} · {first.buyerOrgName} · {first.regionName} ·{' '}
          {say(text(`${first.fiscalYear} 年度`, `fiscal year ${first.fiscalYear}`))}
        </p>
      )}
      <ul className="portal-list portal-sheet">
        {inOrder.map((row) => (
          <DisclosureItem key={row.kind} row={row} level="h2" />
        ))}
      </ul>
      {missing.length > 0 && (
        <p className="portal-about">
          {say(text('尚未公开：', 'Not yet public: '))}
          {missing.map((kind) => say(DISCLOSURE_TITLES[kind])).join(say(text('、', ', ')))}
        </p>
      )}
    </>
  );
}
