import { instantOn } from '../../domain/kernel/local-date.ts';
import { toCsv } from '../../sheets/csv.ts';
import type { Disclosure } from '../contract/public.ts';
import { html } from '../print/markup.ts';

const COLUMNS = [
  ['项目编号', ({ projectNo }: Disclosure) => projectNo],
  ['项目名称', ({ projectName }: Disclosure) => projectName],
  ['预算年度', ({ fiscalYear }: Disclosure) => fiscalYear],
  ['购买主体', ({ buyerOrgName }: Disclosure) => buyerOrgName],
  ['区划代码', ({ regionCode }: Disclosure) => regionCode],
  ['公开事项', ({ kindTitle }: Disclosure) => kindTitle.zh],
  ['公开日期', ({ publishedOn }: Disclosure) => publishedOn],
  ['网址', ({ url }: Disclosure) => url],
  ['预算金额（分）', ({ budgetFen }: Disclosure) => budgetFen],
  ['采购方式', ({ method }: Disclosure) => method],
  ['合同编号', ({ contractNo }: Disclosure) => contractNo],
  ['合同金额（分）', ({ contractFen }: Disclosure) => contractFen],
  ['签订日期', ({ signedOn }: Disclosure) => signedOn],
  ['承接主体', ({ providerName }: Disclosure) => providerName],
  ['绩效等级', ({ grade }: Disclosure) => grade],
  ['公开内容', ({ words }: Disclosure) => words],
] as const;

/** The items as CSV, amounts in whole fen. */
export const disclosuresCsv = (items: readonly Disclosure[]): string =>
  toCsv({
    name: 'disclosures',
    rows: [
      COLUMNS.map(([title]) => title),
      ...items.map((item) => COLUMNS.map(([, read]) => String(read(item) ?? ''))),
    ],
  });

/** RSS 2.0; `origin` is where readers reach this installation. */
export function toRss(items: readonly Disclosure[], origin: string): string {
  const entries = items.map((item) => {
    const link = `${origin}/public/projects/${encodeURIComponent(item.projectNo)}`;
    const day = new Date(instantOn(item.publishedOn, 9)).toUTCString();
    return html`<item><title>${item.kindTitle.zh}：${item.projectName}</title><link>${link}</link><guid isPermaLink="false">${item.projectNo} ${item.kind}</guid><pubDate>${day}</pubDate><description>${item.buyerOrgName}</description></item>
`;
  });
  const channel = html`<channel><title>政府购买服务信息公开</title><link>${origin}/public</link><description>购服公示门户最近公开的事项</description><language>zh-CN</language>
${entries}</channel>`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0">${channel.text}</rss>\n`;
}
