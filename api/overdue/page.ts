import type { OverdueList } from '../../domain/delivery/overdue-list.ts';
import { formatFen } from '../../domain/kernel/money.ts';
import { type Text, text } from '../../domain/kernel/text.ts';
import { html, Markup } from '../print/markup.ts';

const STYLE = `body{font:14px/1.6 serif;margin:2em auto;max-width:48em}h1{font-size:20px;text-align:center}
table{border-collapse:collapse;width:100%}th,td{border:1px solid #333;padding:4px 8px;text-align:left}td.sum{text-align:right}
@page{size:A4;margin:20mm}`;

const WORDS = {
  title: text(
    '年度逾期尚未支付中小企业款项清单',
    ': payments to small and medium-sized firms overdue at the end of the year',
  ),
  buyer: text('单位：', 'Organisation: '),
  contract: text('合同编号', 'Contract'),
  due: text('应付日期', 'Due on'),
  unpaid: text('未付金额', 'Unpaid'),
  interest: text('年末逾期利息', 'Interest at the end of the year'),
  total: text('合计', 'Total'),
  none: text('本年度末无逾期未付款项。', 'Nothing was overdue at the end of the year.'),
  basis: text('依据：', 'Under: '),
  by: text('公示期限：', 'To be public by '),
} as const satisfies Record<string, Text>;

interface Shown {
  readonly orgName: string;
  readonly list: OverdueList;
  readonly language: 'zh' | 'en';
}

/** The list as one page without scripts, to read and to print. */
export function overduePage({ orgName, list, language }: Shown): {
  readonly html: string;
  readonly style: string;
} {
  const say = (key: keyof typeof WORDS): string => WORDS[key][language];
  const money = (amountFen: number): string => formatFen(amountFen, language);
  const rows = list.lines.map(
    (line) =>
      html`<tr><td>${line.contractNo}</td><td>${line.dueOn}</td><td class="sum">${money(line.unpaidFen)}</td><td class="sum">${money(line.interestFen)}</td></tr>
`,
  );
  const none = html`<tr><td colspan="4">${say('none')}</td></tr>`;
  const title = language === 'zh' ? `${list.year} ${say('title')}` : `${list.year}${say('title')}`;
  const page = html`<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head><meta charset="utf-8"><title>${title}</title><style>${new Markup(STYLE)}</style></head>
<body>
<h1>${title}</h1>
<p>${say('buyer')}${orgName}</p>
<table>
<thead><tr><th>${say('contract')}</th><th>${say('due')}</th><th>${say('unpaid')}</th><th>${say('interest')}</th></tr></thead>
<tbody>${rows.length > 0 ? rows : none}</tbody>
<tfoot><tr><th colspan="2">${say('total')}</th><td class="sum">${money(list.amountFen)}</td><td></td></tr></tfoot>
</table>
<p>${say('basis')}${list.citation.document} ${list.citation.article}　${say('by')}${list.publishBy}</p>
</body>
</html>
`;
  return { html: page.text, style: STYLE };
}
