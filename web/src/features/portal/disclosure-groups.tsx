import { Link } from '@tanstack/react-router';
import type { Disclosure } from '../../../../api/contract/public.ts';
import { DisclosureItem } from './disclosure-item.tsx';

/** Items that follow one another and belong to one project stand together under its name. */
export function DisclosureGroups({ rows }: { readonly rows: readonly Disclosure[] }) {
  return (
    <ul className="portal-list">
      {groupsOf(rows).map((group) => (
        <Group key={`${group.first.projectNo} ${group.first.kind}`} {...group} />
      ))}
    </ul>
  );
}

interface Together {
  readonly first: Disclosure;
  readonly items: readonly Disclosure[];
}

function Group({ first, items }: Together) {
  return (
    <li className="portal-group">
      <h2>
        <Link to="/public/projects/$projectNo" params={{ projectNo: first.projectNo }}>
          {first.projectName}
        </Link>
      </h2>
      <p className="portal-about">
        {first.projectNo} · {first.buyerOrgName} · {first.regionName}
      </p>
      <ul className="portal-items">
        {items.map((row) => (
          <DisclosureItem key={row.kind} row={row} level="h3" isBrief />
        ))}
      </ul>
    </li>
  );
}

function groupsOf(rows: readonly Disclosure[]): readonly Together[] {
  const groups: { first: Disclosure; items: Disclosure[] }[] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (last?.first.projectNo === row.projectNo) last.items.push(row);
    else groups.push({ first: row, items: [row] });
  }
  return groups;
}
