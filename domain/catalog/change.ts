import { accept, type Refusal, type Result, refuse } from '../kernel/refusal.ts';
import { text } from '../kernel/text.ts';
import type { Facts } from '../policy/types.ts';
import type { CatalogItem } from './types.ts';

/** 目录项内容 what a change may set in an item of the catalogue. */
export type ItemContent = Pick<
  CatalogItem,
  'name' | 'level' | 'sector' | 'nature' | 'basicPublicService' | 'standardRef' | 'responsibleLevel'
> & { readonly parentCode: string | null };

/** 目录调整 one item comes into the catalogue, changes or leaves it; `item` is null when it leaves. */
export interface CatalogChange {
  readonly change: 'add' | 'modify' | 'remove';
  readonly code: string;
  readonly item: ItemContent | null;
}

const unfit = (code: string, zh: string, en: string): Refusal => ({
  code: 'CatalogueChangeUnfit',
  rule: 'AP-27',
  citation: { document: '购服审批规则', article: 'AP-27', confidence: 'D' },
  message: text(zh, en),
  remedy: text(
    '请退回发起人按现行目录修改后再报。',
    'Return it to the initiator to be put right by the catalogue in force.',
  ),
  facts: { itemCode: code },
});

const REQUIRED = ['name', 'level', 'sector', 'nature', 'responsibleLevel'] as const;

/** What a form asks of the catalogue in force, or why that cannot be: `present` is the item as it stands, null when it is not listed. */
export function catalogChange(form: Facts, present: ItemContent | null): Result<CatalogChange> {
  const code = String(form['itemCode']);
  const change = form['change'];
  if (change !== 'add' && change !== 'modify' && change !== 'remove') {
    return refuse(unfit(code, '调整方式应为新增、修改或移出。', 'The change is add, modify or remove.'));
  }
  if (change === 'add' && present)
    return refuse(unfit(code, `目录中已有 ${code}。`, `${code} is in the catalogue already.`));
  if (change !== 'add' && !present)
    return refuse(unfit(code, `现行目录中没有 ${code}。`, `${code} is not in the catalogue in force.`));
  if (change === 'remove') return accept({ change, code, item: null });
  // The flow's own form schema has checked types and choices; fields that are left out keep what stands.
  const given = Object.fromEntries(
    Object.entries(form).filter(([name, value]) => isContent(name) && value !== null),
  );
  const item = { ...EMPTY, ...present, ...given } as ItemContent;
  const missing = REQUIRED.find((name) => item[name] === undefined || item[name] === '');
  if (missing) return refuse(unfit(code, `新增目录项须填写 ${missing}。`, `A new item needs ${missing}.`));
  return accept({ change, code, item });
}

const EMPTY = { parentCode: null, standardRef: null, basicPublicService: false };
const CONTENT: readonly string[] = [...REQUIRED, 'parentCode', 'standardRef', 'basicPublicService'];
const isContent = (name: string): boolean => CONTENT.includes(name);
