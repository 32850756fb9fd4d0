import type { OrgKind } from '../../domain/approval/types.ts';
import type { OrgId, RegionCode } from '../../domain/kernel/brand.ts';

/**
 * An invented city with its counties: no such places exist in Sichuan. The codes have the shape of real region codes
 * (city 4 digits and 00, county 6, township 9) in a range that is not in use.
 */
export interface DemoRegion {
  readonly code: RegionCode;
  readonly name: string;
  readonly level: 'province' | 'city' | 'county' | 'township';
  readonly parent: RegionCode | null;
  /** Short word for the ids of its organisations and users. */
  readonly slug: string;
}

export interface DemoOrg {
  readonly id: OrgId;
  readonly name: string;
  readonly kind: OrgKind;
  readonly level: 'city' | 'county' | 'township';
  readonly region: RegionCode;
  /** Sector words of the catalogue that the department answers for. */
  readonly sectors: readonly string[];
  /** Whether the organisation buys services and so has people for every seat of a buyer. */
  readonly buys: boolean;
}

export const CITY: RegionCode = '519900';

const COUNTIES: readonly DemoRegion[] = [
  { code: '519901', name: '云坝区', level: 'county', parent: CITY, slug: 'yunba' },
  { code: '519902', name: '望溪县', level: 'county', parent: CITY, slug: 'wangxi' },
  { code: '519903', name: '松坪县', level: 'county', parent: CITY, slug: 'songping' },
];

type TownLine = readonly [code: RegionCode, name: string, slug: string];

const TOWNS: readonly TownLine[] = [
  ['519901001', '临江街道', 'linjiang'],
  ['519901002', '文苑街道', 'wenyuan'],
  ['519901101', '沙河镇', 'shahe'],
  ['519901102', '竹园镇', 'zhuyuan'],
  ['519902101', '双桥镇', 'shuangqiao'],
  ['519902102', '青杠镇', 'qinggang'],
  ['519902201', '白鹤乡', 'baihe'],
  ['519903101', '龙洞镇', 'longdong'],
  ['519903102', '梨树镇', 'lishu'],
  ['519903103', '柏林镇', 'bailin'],
  ['519903201', '石磨乡', 'shimo'],
];

export const regions: readonly DemoRegion[] = [
  { code: '510000', name: '四川省', level: 'province', parent: null, slug: 'sichuan' },
  { code: CITY, name: '岷沱市', level: 'city', parent: '510000', slug: 'mintuo' },
  ...COUNTIES,
  ...TOWNS.map(
    ([code, name, slug]): DemoRegion => ({ code, name, slug, level: 'township', parent: code.slice(0, 6) }),
  ),
];

export const counties: readonly DemoRegion[] = COUNTIES;

export const countyOf = (region: RegionCode): RegionCode => region.slice(0, 6);

type DepartmentLine = readonly [slug: string, name: string, sectors: readonly string[], buys: boolean];

const DEPARTMENTS: readonly DepartmentLine[] = [
  ['agriculture', '农业农村局', ['农业农村'], true],
  ['justice', '司法局', ['司法'], true],
  ['civil', '民政局', ['民政', '残联'], true],
  ['education', '教育和体育局', ['教育', '体育'], true],
  ['labour', '人力资源和社会保障局', ['人社'], false],
  ['health', '卫生健康局', ['卫健'], false],
  ['culture', '文化广播电视和旅游局', ['文旅'], false],
  ['housing', '住房和城乡建设局', ['住建'], false],
  ['transport', '交通运输局', ['交通'], false],
  ['water', '水利局', ['水利'], false],
  ['emergency', '应急管理局', ['应急管理'], false],
  ['forestry', '自然资源和林业局', ['林草'], false],
  ['ecology', '生态环境局', ['生态环境'], false],
  ['market', '市场监督管理局', ['市场监管'], false],
  ['veterans', '退役军人事务局', ['退役军人'], false],
  ['science', '经济科技和信息化局', ['科技'], false],
  ['office', '人民政府办公室', ['综合', '行业主管'], false],
];

const isSubdistrict = (name: string): boolean => name.endsWith('街道');

const townOrgs = TOWNS.map(([region, name, slug]): DemoOrg => {
  const kind = isSubdistrict(name) ? 'subdistrict' : 'township';
  const title = `${name}${kind === 'subdistrict' ? '办事处' : '人民政府'}`;
  return { id: slug, name: title, kind, level: 'township', region, sectors: [], buys: true };
});

function countyOrgs({ code: region, name, slug }: DemoRegion): DemoOrg[] {
  const plain = { level: 'county', region, sectors: [] as readonly string[], buys: false } as const;
  const departments = DEPARTMENTS.map(
    ([word, title, sectors, buys]): DemoOrg => ({
      ...plain,
      id: `${slug}-${word}`,
      name: `${name}${title}`,
      kind: 'countyDepartment',
      sectors,
      buys,
    }),
  );
  return [
    ...departments,
    { ...plain, id: `${slug}-finance`, name: `${name}财政局`, kind: 'countyFinance', sectors: ['财政'] },
    { ...plain, id: `${slug}-reform`, name: `${name}两项改革专项小组办公室`, kind: 'reformOffice' },
  ];
}

const city = { level: 'city', region: CITY, sectors: [] as readonly string[], buys: false } as const;

const CITY_ORGS: readonly DemoOrg[] = [
  { ...city, id: 'mintuo-finance', name: '岷沱市财政局', kind: 'cityFinance' },
  { ...city, id: 'mintuo-reform', name: '岷沱市两项改革专项小组办公室', kind: 'reformOffice' },
  { ...city, id: 'mintuo-experts', name: '岷沱市政府采购评审专家库', kind: 'cityDepartment' },
  { ...city, id: 'mintuo-audit', name: '岷沱市审计局', kind: 'auditor' },
  { ...city, id: 'mintuo-support', name: '岷沱市购服系统运维组', kind: 'cityDepartment' },
  { ...city, id: 'huizhong-agency', name: '岷沱汇众采购代理有限公司', kind: 'agency' },
  { ...city, id: 'mingce-evaluation', name: '岷沱明测绩效评估中心', kind: 'evaluator' },
];

/** Two bodies that may not buy (PUR-01): a class-1 public institution and a mass organisation. */
const BARRED_BUYERS: readonly DemoOrg[] = [
  {
    id: 'wangxi-agritech',
    name: '望溪县农业技术推广中心',
    kind: 'publicInstitution1',
    level: 'county',
    region: '519902',
    sectors: [],
    buys: false,
  },
  {
    id: 'songping-women',
    name: '松坪县妇女联合会',
    kind: 'massOrganisation',
    level: 'county',
    region: '519903',
    sectors: [],
    buys: false,
  },
];

/** Every organisation except those of the providers (see providers.ts). */
export const publicOrgs: readonly DemoOrg[] = [
  ...CITY_ORGS,
  ...COUNTIES.flatMap(countyOrgs),
  ...townOrgs,
  ...BARRED_BUYERS,
];
