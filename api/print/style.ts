import { text } from '../../domain/kernel/text.ts';
import type { ApprovalForm } from './approval-form.ts';
import { cssString } from './markup.ts';

const PAGE = {
  before: text('第 ', 'Page '),
  between: text(' 页，共 ', ' of '),
  after: text(' 页', ''),
};

/** Page header and footer stand in the margins, where a browser prints them; the table's own head and foot repeat too. */
const pageRules = ({ language, caseNo, title }: ApprovalForm): string => `
@page {
  size: A4; margin: 20mm 16mm 20mm 20mm;
  @top-left { content: ${cssString(title)}; font: 9pt ${SONG}; color: #444; }
  @top-right { content: ${cssString(caseNo)}; font: 9pt ${SONG}; color: #444; }
  @bottom-center {
    content: ${cssString(PAGE.before[language])} counter(page) ${cssString(PAGE.between[language])} counter(pages) ${cssString(PAGE.after[language])};
    font: 9pt ${SONG}; color: #444;
  }
}
@page :first { @top-left { content: none; } @top-right { content: none; } }`;

// Official faces first, then what Linux and macOS have instead.
const SONG = '"SimSun", "Songti SC", "STSong", "Noto Serif CJK SC", "Source Han Serif SC", serif';
const TITLE = '"FZXiaoBiaoSong-B05S", "STZhongsong", "SimSun", "Songti SC", "Noto Serif CJK SC", serif';
const FANG = '"FangSong", "STFangsong", "FangSong_GB2312", "Noto Serif CJK SC", serif';
const HEI = '"SimHei", "Heiti SC", "STHeiti", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif';
const KAI = '"KaiTi", "STKaiti", "KaiTi_GB2312", "Noto Serif CJK SC", serif';

const RULES = `
* { box-sizing: border-box; }
html { background: #e9ebee; }
body { margin: 0 auto; padding: 14mm 16mm 14mm 20mm; max-width: 210mm; background: #fff; color: #000; font: 10.5pt/1.55 ${FANG}; }
.hint { margin: 0 0 6mm; padding: 2mm 3mm; border: 1px solid #c8ccd2; background: #f6f7f9; font: 9pt/1.5 ${HEI}; }
header { position: relative; }
h1 { margin: 0; padding: 0 32mm 4mm; text-align: center; font: bold 20pt/1.35 ${TITLE}; letter-spacing: .12em; }
html[lang="en"] h1 { letter-spacing: 0; }
.stamp { position: absolute; top: 2.5mm; right: 1.5mm; padding: 1mm 2.5mm; border: 1.6pt solid #666; color: #444; font: bold 11pt/1.3 ${HEI}; transform: rotate(-6deg); max-width: 32mm; text-align: center; }
.stamp.yes { color: #b3121b; border-color: #b3121b; outline: .6pt solid #b3121b; outline-offset: 1pt; }
.stamp.no { color: #000; border-color: #000; outline: .6pt solid #000; outline-offset: 1pt; }
.stamp.back, .stamp.none { border-style: dashed; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
col.label { width: 17%; } col.value { width: 33%; }
th, td { border: .75pt solid #000; padding: 1.6mm 2mm; vertical-align: middle; text-align: left; font-weight: normal; overflow-wrap: anywhere; unicode-bidi: isolate; }
th { text-align: center; text-wrap: balance; font-family: ${HEI}; background: #f4f4f4; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
tr, .block { break-inside: avoid; }
thead td { border: 0; padding: 0 0 1mm; font: 9.5pt/1.5 ${SONG}; }
thead .row, tfoot .row { display: flex; justify-content: space-between; gap: 4mm; }
tfoot td { border: 0; border-top: .75pt solid #000; padding: 1mm 0 0; font: 8pt/1.4 ${SONG}; color: #333; }
.part th { text-align: left; text-wrap: wrap; font-weight: bold; letter-spacing: .08em; }
.words { white-space: pre-wrap; }
.opinion td { padding: 2mm 2.5mm; }
.opinion p { margin: 0; }
.opinion .decision { font-family: ${HEI}; font-weight: bold; }
.opinion .signs { display: flex; flex-wrap: wrap; justify-content: flex-end; align-items: baseline; gap: 1mm 5mm; margin-top: 2.5mm; font-size: 9.5pt; }
.opinion .signs b { font: 11pt/1.3 ${KAI}; }
.opinion .post { color: #333; }
.opinion .blank { display: inline-block; min-width: 24mm; border-bottom: .5pt solid #000; }
.note, .file { margin: 1mm 0 0; padding: 0 0 0 3mm; font: 9pt/1.45 ${SONG}; color: #333; list-style: none; }
.file code { font: 7.5pt/1.3 ui-monospace, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
tr.record td { padding: .9mm 2mm; font-size: 9.5pt; }
small { display: block; font: 8.5pt/1.4 ${SONG}; color: #333; }
.void td, .void th { color: #555; }
.seals td { height: 26mm; vertical-align: bottom; text-align: right; }
.seals td span { display: block; text-align: left; margin-bottom: 12mm; font-family: ${HEI}; }
@media print { html, body { background: #fff; } body { padding: 0; max-width: none; } .hint { display: none; } }
@media screen and (max-width: 600px) { body { padding: 5mm 4mm; } h1 { padding: 0 0 2mm; font-size: 16pt; } .stamp { position: static; display: inline-block; margin-bottom: 3mm; } col.label { width: 22%; } col.value { width: 28%; } }
`;

/** The whole style of a form; there is no other one on its page. */
export const styleOf = (form: ApprovalForm): string => `${pageRules(form)}${RULES}`;
