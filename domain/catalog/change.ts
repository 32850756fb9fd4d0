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

/** What every item has, by what the form calls it. */
const REQUIRED = {
  name: '目录名称',
  level: '目录级次',
  nature: '服务性质',
  responsibleLevel: '责任层级',
  sector: '行业',
} as const;
const NAMES = ['name', 'level', 'nature', 'responsibleLevel', 'sector'] as const;

/** Groups of items, the two upper levels, belong to no sector. */
const LOWEST_GROUP = 2;

/**
 * What a form asks of the catalogue in force, or why that cannot be: `present` is the item as it stands, null when it is not
 * listed; `isParent` when other items stand below it.
 */
export function catalogChange(
  form: Facts,
  present: ItemContent | null,
  isParent = false,
): Result<CatalogChange> {
  const code = String(form['itemCode']);
  const change = form['change'];
  if (change !== 'add' && change !== 'modify' && change !== 'remove') {
    return refuse(unfit(code, '调整方式应为新增、修改或移出。', 'The change is add, modify or remove.'));
  }
  if (change === 'add' && present)
    return refuse(unfit(code, `目录中已有 ${code}。`, `${code} is in the catalogue already.`));
  if (change !== 'add' && !present)
    return refuse(unfit(code, `现行目录中没有 ${code}。`, `${code} is not in the catalogue in force.`));
  if (change === 'remove' && isParent)
    return refuse(
      unfit(
        code,
        `${code} 之下还有目录项，请先移出下级。`,
        `${code} has items below it; remove those first.`,
      ),
    );
  if (change === 'remove') return accept({ change, code, item: null });
  // The flow's own form schema has checked types and choices; fields that are left out keep what stands.
  const given = Object.fromEntries(
    Object.entries(form).filter(([name, value]) => isContent(name) && value !== null),
  );
  const item = { ...EMPTY, ...present, ...given } as ItemContent;
  const missing = NAMES.find((name) => !item[name] && !(name === 'sector' && item.level <= LOWEST_GROUP));
  if (missing)
    return refuse(unfit(code, `新增目录项须填写「${REQUIRED[missing]}」。`, `A new item needs ${missing}.`));
  return accept({ change, code, item });
}

const EMPTY = { parentCode: null, standardRef: null, basicPublicService: false, sector: '' };
const CONTENT: readonly string[] = [...NAMES, 'parentCode', 'standardRef', 'basicPublicService'];
const isContent = (name: string): boolean => CONTENT.includes(name);
