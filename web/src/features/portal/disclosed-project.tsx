import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { z } from 'zod';
import type { disclosedProjectSchema } from '../../../../api/contract/public.ts';
import { text } from '../../../../domain/kernel/text.ts';
import { get } from '../../shared/api.ts';
import { useWords } from '../../shared/language.tsx';
import { Fetched, Page } from '../../shared/ui/page.tsx';
import { DisclosureCard } from './disclosure-card.tsx';

const route = getRouteApi('/public/projects/$projectNo');

/** Everything that is public of one project. */
export function DisclosedProject() {
  const say = useWords();
  const { projectNo } = route.useParams();
  const project = useQuery({
    queryKey: ['public', projectNo],
    queryFn: () =>
      get<z.output<typeof disclosedProjectSchema>>(`/public/projects/${encodeURIComponent(projectNo)}`),
  });
  return (
    <Page
      title={project.data?.items[0]?.projectName ?? projectNo}
      extra={<Link to="/public">{say(text('返回全部公开信息', 'All public information'))}</Link>}
    >
      <Fetched of={project}>
        {({ items }) => (
          <ul className="portal-list">
            {items.map((row) => (
              <DisclosureCard key={row.kind} row={row} isAlone />
            ))}
          </ul>
        )}
      </Fetched>
    </Page>
  );
}
