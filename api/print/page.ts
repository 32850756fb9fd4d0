import { type Text, text } from '../../domain/kernel/text.ts';
import type { ApprovalForm, FormAttachment, FormField, FormOpinion, FormRecord } from './approval-form.ts';
import { html, Markup } from './markup.ts';
import { styleOf } from './style.ts';
import { sizeOf } from './words.ts';

const LABELS = {
  hint: text(
    '打印：使用浏览器的打印功能（Ctrl+P），纸张 A4。本页由系统按办理记录生成。',
    'To print, use the browser’s own command (Ctrl+P) on A4 paper. This page is made from the record.',
  ),
  no: text('编号：', 'No. '),
  unit: text('金额单位：元', 'Amounts in CNY'),
  opinions: text('审批意见', 'Opinions'),
  attachments: text('附件', 'Attachments'),
  file: text('附件', 'Attachment'),
  records: text('流转记录', 'Course of the case'),
  sign: text('签名：', 'Signed: '),
  seal: text('盖章：', 'Seal: '),
  date: text('日期：', 'Date: '),
  blankDate: text('　　年　　月　　日', '\u00A0'.repeat(16)),
  for: text('代', 'for '),
  signature: text('签名标识：', 'Signature id: '),
  void: text('已失效，留痕', 'no longer counts, kept as evidence'),
  none: text('尚无审批意见', 'No opinion yet'),
  applicant: text('申请单位（盖章）', 'Applicant (seal)'),
  approver: text('审批单位（盖章）', 'Approving authority (seal)'),
  printed: text('打印时间：', 'Printed: '),
  chain: text('审计链', 'Audit chain'),
} as const satisfies Record<string, Text>;

type Say = (key: keyof typeof LABELS) => string;

/** The form as one HTML page without scripts, to read and to print, and its style for the policy of its headers. */
export function approvalFormPage(form: ApprovalForm): { readonly html: string; readonly style: string } {
  const say: Say = (key) => LABELS[key][form.language];
  const style = styleOf(form);
  const page = html`<!doctype html>
<html lang="${form.language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${form.title} ${form.caseNo}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<p class="hint">${say('hint')}</p>
<header>
<h1>${form.title}</h1>
<div class="stamp ${form.status.tone}">${form.status.label}</div>
</header>
<table>
<colgroup><col class="label"><col class="value"><col class="label"><col class="value"></colgroup>
<thead><tr><td colspan="4"><div class="row"><span>${say('no')}${form.caseNo}</span><span>${say('unit')}</span></div></td></tr></thead>
<tfoot><tr><td colspan="4"><div class="row"><span>${say('printed')}${form.printedAt}</span><span>${say('chain')} #${form.chain.seq} ${form.chain.hash}</span></div></td></tr></tfoot>
<tbody>
${fieldRows(form.fields)}</tbody>
${blocksOf(form, say)}</table>
</body>
</html>
`;
  return { html: page.text, style };
}

/** What stays on one page: a title with the first row below it, each row by itself, the seals with the last row. */
function blocksOf(form: ApprovalForm, say: Say): readonly Markup[] {
  const opinions = form.opinions.map((opinion) => opinionRow(opinion, say));
  const nothing = html`<tr><td colspan="4">${say('none')}</td></tr>
`;
  const blocks = [
    ...titled(say('opinions'), opinions.length > 0 ? opinions : [nothing]),
    ...titled(say('attachments'), form.attachments.map(attachmentRow)),
    ...titled(say('records'), form.records.map(recordRow)),
  ];
  const seals = html`<tr class="seals"><td colspan="2"><span>${say('applicant')}</span>${say('blankDate')}</td><td colspan="2"><span>${say('approver')}</span>${say('blankDate')}</td></tr>
`;
  return blocks.map(
    (block, index) => html`<tbody class="block">
${block}${index === blocks.length - 1 ? seals : null}</tbody>
`,
  );
}

const titled = (title: string, rows: readonly Markup[]): readonly Markup[] =>
  rows.map((row, index) => (index === 0 ? html`${part(title)}${row}` : row));

const part = (title: string): Markup => html`<tr class="part"><th colspan="4">${title}</th></tr>
`;

/** Two narrow fields share a line; one that is left over takes the whole of it. */
function fieldRows(fields: readonly FormField[]): readonly Markup[] {
  const rows: Markup[] = [];
  let waiting: FormField | null = null;
  const whole = ({
    label,
    value,
  }: FormField) => html`<tr><th>${label}</th><td colspan="3" class="words">${value}</td></tr>
`;
  for (const field of fields) {
    if (waiting && !field.wide) {
      rows.push(html`<tr><th>${waiting.label}</th><td>${waiting.value}</td><th>${field.label}</th><td>${field.value}</td></tr>
`);
      waiting = null;
      continue;
    }
    if (waiting) rows.push(whole(waiting));
    waiting = field.wide ? null : field;
    if (field.wide) rows.push(whole(field));
  }
  return waiting ? [...rows, whole(waiting)] : rows;
}

function opinionRow(opinion: FormOpinion, say: Say): Markup {
  const { step, stepNotes, decision, tone, text: words, notes, attachments, isVoid } = opinion;
  return html`<tr class="opinion${isVoid ? ' void' : ''}"><th>${step}${stepNotes.map((note) => html`<small>${note}</small>`)}${isVoid ? html`<small>${say('void')}</small>` : null}</th><td colspan="3">
<p><span class="decision ${tone}">${decision}</span>${words === '' ? null : html`　<span class="words">${words}</span>`}</p>
${attachments.map(
  (one) => html`<p class="file">${say('file')} ${fileWords(one)}</p>
`,
)}${notes.map(
  (note) => html`<p class="note">· ${note}</p>
`,
)}${signs(opinion, say)}</td></tr>
`;
}

function signs({ signer, post, onBehalfOf, on, signature, seal, asksSeal }: FormOpinion, say: Say): Markup {
  const by = onBehalfOf === null ? signer : `${signer}（${say('for')}${onBehalfOf}）`;
  return html`<div class="signs"><span class="post">${post}</span><span>${say('sign')}${on === null ? html`<span class="blank">${by}</span>` : html`<b>${by}</b>`}</span>${seal !== null || asksSeal ? html`<span>${say('seal')}<span class="blank">${seal ?? ''}</span></span>` : null}<span>${say('date')}${on ?? say('blankDate')}</span></div>${signature === null ? null : html`<p class="note">${say('signature')}${signature}</p>`}
`;
}

const fileWords = ({ name, sizeBytes, sha256 }: FormAttachment): Markup =>
  html`${name}（${sizeOf(sizeBytes)}）<code>SHA-256 ${sha256}</code>`;

const attachmentRow = (one: FormAttachment, index: number): Markup =>
  html`<tr><th>${index + 1}</th><td colspan="3" class="file">${fileWords(one)}${one.from === null ? null : html`<small>${one.from}</small>`}</td></tr>
`;

const recordRow = ({ on, who, what }: FormRecord): Markup =>
  html`<tr class="record"><td colspan="4">${on}　${who}　<span class="words">${what}</span></td></tr>
`;
