import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { z } from 'zod';
import type { projectDetailSchema } from '../../../../api/contract/project.ts';
import { formatFen } from '../../../../domain/kernel/money.ts';
import { moneyInWords } from '../../../../domain/kernel/money-in-words.ts';
import { type Text, text } from '../../../../domain/kernel/text.ts';
import { get } from '../../shared/api.ts';
import { useLanguage, useWords } from '../../shared/language.tsx';
import { Fetched } from '../../shared/ui/page.tsx';
import { Paper } from './paper.tsx';

type Detail = z.output<typeof projectDetailSchema>;
const route = getRouteApi('/print/contract/$projectId');

/** 合同信息表 of a project: the contract, its milestones, and what has been accepted and paid. */
export function ContractSheet() {
  const { projectId } = route.useParams();
  const project = useQuery({
    queryKey: ['project', projectId],
    queryFn: () => get<Detail>(`/projects/${projectId}`),
  });
  return <Fetched of={project}>{(detail) => <Sheet detail={detail} />}</Fetched>;
}

function Sheet({ detail }: { readonly detail: Detail }) {
  const say = useWords();
  const { language } = useLanguage();
  const { contract } = detail.file;
  const title = say(text('政府购买服务合同信息表', 'Service contract sheet'));
  if (contract === null)
    return (
      <Paper title={title}>
        <p>{say(text('该项目尚无合同。', 'This project has no contract yet.'))}</p>
      </Paper>
    );
  const { draft, signedOn } = contract;
  const amount = `${formatFen(draft.valueFen, language)}（${say(text('大写：', 'in capitals: '))}${moneyInWords(draft.valueFen)}）`;
  const facts: readonly (readonly [Text, string])[] = [
    [text('项目名称', 'Project'), `${detail.name}（${detail.projectNo}）`],
    [text('合同编号', 'Contract number'), draft.contractNo],
    [text('购买主体', 'Buyer'), detail.buyerOrgName],
    [text('承接主体', 'Provider'), detail.providerName ?? '—'],
    [text('合同金额', 'Value'), amount],
    [text('服务期限', 'Term'), `${draft.startsOn} — ${draft.endsOn}`],
    [text('签订日期', 'Signed on'), signedOn ?? say(text('尚未签订', 'not signed yet'))],
    [
      text('付款期限', 'Payment within'),
      say(text(`${draft.paymentTermDays} 天`, `${draft.paymentTermDays} days`)),
    ],
    [text('履约保证金', 'Performance bond'), `${draft.performanceBondPercent}%`],
  ];
  return (
    <Paper title={title}>
      <table>
        <tbody>
          {facts.map(([name, value]) => (
            <tr key={name.en}>
              <th scope="row">{say(name)}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h2>{say(text('里程碑', 'Milestones'))}</h2>
      <Milestones detail={detail} plans={draft.milestones} />
    </Paper>
  );
}

type Plans = NonNullable<Detail['file']['contract']>['draft']['milestones'];

function Milestones({ detail, plans }: { readonly detail: Detail; readonly plans: Plans }) {
  const say = useWords();
  const { language } = useLanguage();
  const titles = [
    text('序号', 'No.'),
    text('交付内容', 'Deliverable'),
    text('到期日', 'Due'),
    text('金额', 'Amount'),
    text('验收', 'Accepted'),
    text('已付', 'Paid'),
  ];
  return (
    <table>
      <thead>
        <tr>
          {titles.map((title) => (
            <th key={title.en}>{say(title)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {plans.map(({ no, deliverable, dueOn, amountFen }) => {
          const progress = detail.file.milestones.find((one) => one.no === no);
          return (
            <tr key={no}>
              <td>{no}</td>
              <td>{deliverable}</td>
              <td>{dueOn}</td>
              <td className="figure">{formatFen(amountFen, language)}</td>
              <td>{progress?.acceptedOn ?? '—'}</td>
              <td className="figure">{progress ? formatFen(progress.paidFen, language) : '—'}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
