import type { ProviderId } from '../../domain/kernel/brand.ts';
import type { Provider, ProviderKind } from '../../domain/provider/types.ts';

type SizeClass = Provider['sizeClass'];

/** A line of the directory; `account` gives the provider an organisation with a user of its own. */
export interface ProviderLine {
  readonly id: ProviderId;
  readonly name: string;
  readonly kind: ProviderKind;
  readonly size?: SizeClass;
  readonly social?: boolean;
  readonly account?: boolean;
  readonly certificate?: string | null;
  readonly capabilities: readonly string[];
  readonly village?: boolean;
  /** Members of a consortium; they do not bid beside it (采购法实施条例 §22). */
  readonly members?: readonly ProviderId[];
}

const PLANT = ['A1204', 'A1204-T1', 'A1204-T2', 'A1201'];
const ELDER = ['A0402', 'A0402-T1', 'A0402-T2', 'A0404'];
const SOCIAL = ['A1001', 'A1001-T1', 'A1003', 'A1003-T1', 'A0401', 'A0401-T1', 'A1005', 'A0403'];
const UPKEEP = ['A1101', 'A1101-T1', 'A1210', 'A1210-T1', 'A1206'];
const CLEAN = ['A0605', 'A0608', 'A0608-T1', 'A1101', 'B1102'];
const OFFICE = ['B0101', 'B0102', 'B0302', 'B0702', 'B1001', 'B1002', 'B1202', 'B0201', 'B0202', 'B0901'];
const TOWN_LIFE = ['A0202', 'A0202-T1', 'A0802', 'A0802-T1', 'A0901', 'A1502', 'A0302', 'A0703'];

const ENTERPRISES: readonly ProviderLine[] = [
  {
    id: 'lvdun',
    name: '岷沱绿盾植保服务有限公司',
    kind: 'enterprise',
    size: 'small',
    account: true,
    capabilities: PLANT,
  },
  {
    id: 'jingyuan',
    name: '云坝净源环境服务有限公司',
    kind: 'enterprise',
    size: 'medium',
    account: true,
    capabilities: CLEAN,
  },
  {
    id: 'luchang',
    name: '松坪路畅养护工程有限公司',
    kind: 'enterprise',
    size: 'small',
    account: true,
    capabilities: UPKEEP,
  },
  {
    id: 'huimin',
    name: '岷沱惠民物业集团有限公司',
    kind: 'enterprise',
    size: 'large',
    capabilities: [...CLEAN, 'B1103'],
  },
  {
    id: 'ankang',
    name: '岷沱安康养老服务有限公司',
    kind: 'enterprise',
    size: 'small',
    account: true,
    capabilities: ELDER,
  },
  {
    id: 'zhengheng',
    name: '岷沱正衡咨询服务有限公司',
    kind: 'enterprise',
    size: 'micro',
    account: true,
    capabilities: OFFICE,
  },
  {
    id: 'yuanda',
    name: '望溪远达技术服务有限公司',
    kind: 'enterprise',
    size: 'micro',
    account: true,
    capabilities: ['A1401', 'A1401-T1', 'A0101', 'A0601', ...OFFICE],
  },
  { id: 'wanlv', name: '望溪万绿农业服务有限公司', kind: 'enterprise', size: 'small', capabilities: PLANT },
];

const SOCIAL_BODIES: readonly ProviderLine[] = [
  {
    id: 'hefeng',
    name: '望溪县和风社会工作服务中心',
    kind: 'socialOrganisation',
    social: true,
    account: true,
    capabilities: SOCIAL,
  },
  {
    id: 'tongxin',
    name: '岷沱市同心人民调解协会',
    kind: 'socialOrganisation',
    social: true,
    account: true,
    capabilities: ['A1004', 'A1004-T1', 'A0407'],
  },
  {
    id: 'xiyang',
    name: '松坪县夕阳红养老服务中心',
    kind: 'socialOrganisation',
    social: true,
    account: true,
    capabilities: ELDER,
  },
  {
    id: 'qinghe',
    name: '云坝区青禾志愿服务社',
    kind: 'newOrganisation',
    social: true,
    account: true,
    capabilities: [...TOWN_LIFE, ...SOCIAL],
  },
  {
    id: 'xinqiao',
    name: '松坪县心桥社会工作服务社',
    kind: 'newOrganisation',
    social: true,
    capabilities: [...SOCIAL, ...TOWN_LIFE],
  },
  {
    id: 'hesheng',
    name: '望溪县和声调解服务中心',
    kind: 'socialOrganisation',
    social: true,
    capabilities: ['A1004', 'A1004-T1'],
  },
  {
    id: 'pingan',
    name: '云坝区平安调解服务中心',
    kind: 'socialOrganisation',
    social: true,
    capabilities: ['A1004', 'A1004-T1', 'A0407'],
  },
];

const RURAL_AND_PUBLIC: readonly ProviderLine[] = [
  {
    id: 'nongke',
    name: '岷沱市农业科技服务站（公益二类）',
    kind: 'publicInstitution2',
    account: true,
    capabilities: [...PLANT, 'A0701', 'A1207'],
  },
  {
    id: 'fengren',
    name: '双桥镇丰稔植保专业合作社',
    kind: 'farmersCooperative',
    size: 'micro',
    account: true,
    capabilities: [...PLANT, 'A1206'],
  },
  {
    id: 'hongshan',
    name: '龙洞镇红杉农机专业合作社',
    kind: 'farmersCooperative',
    size: 'micro',
    account: true,
    capabilities: ['A1206', 'A1204-T1', 'A1210-T1', 'A0608-T1', 'A1101-T1'],
  },
  {
    id: 'shawan',
    name: '沙河镇沙湾村股份经济合作联合社',
    kind: 'ruralCollective',
    account: true,
    capabilities: ['A1210-T1', 'A1101-T1', 'A0608-T1'],
  },
  {
    id: 'heming',
    name: '白鹤乡鹤鸣村村民委员会',
    kind: 'villageCommittee',
    village: true,
    account: true,
    capabilities: ['A0608-T1', 'A1001-T1', 'A1210-T1', 'A0402-T1'],
  },
  {
    id: 'binjiang',
    name: '临江街道滨江社区居民委员会',
    kind: 'villageCommittee',
    village: true,
    account: true,
    capabilities: ['A1001-T1', 'A1001', 'A0802-T1', 'A1005'],
  },
  {
    id: 'water-keeper',
    name: '村级水利设施巡管员（自然人承接者）',
    kind: 'individual',
    certificate: null,
    capabilities: ['A1210-T1'],
  },
  {
    id: 'lvdun-fengren',
    name: '绿盾—丰稔植保服务联合体',
    kind: 'consortium',
    members: ['lvdun', 'fengren'],
    size: 'small',
    account: true,
    capabilities: PLANT,
  },
];

/** Kinds that can never be a provider (102号令 §8, §33), kept in the directory to be refused by name. */
const NOT_ELIGIBLE: readonly ProviderLine[] = [
  {
    id: 'agritech-centre',
    name: '望溪县农业技术推广中心（公益一类）',
    kind: 'publicInstitution1',
    capabilities: ['A1204-T1'],
  },
  {
    id: 'rural-energy',
    name: '松坪县农村能源管理办公室（参公）',
    kind: 'administrativeInstitution',
    capabilities: ['A1201'],
  },
  { id: 'women-federation', name: '松坪县妇女联合会', kind: 'massOrganisation', capabilities: ['A0401-T1'] },
];

/** Eligible kinds with a bad record: on a credit list, banned, graded poor. */
const WITH_A_RECORD: readonly ProviderLine[] = [
  { id: 'hongda', name: '云坝宏达保洁有限公司', kind: 'enterprise', size: 'small', capabilities: CLEAN },
  {
    id: 'xunjie',
    name: '岷沱迅捷劳务服务有限公司',
    kind: 'enterprise',
    size: 'small',
    capabilities: [...UPKEEP, ...CLEAN],
  },
  { id: 'kangle', name: '松坪康乐家政服务有限公司', kind: 'enterprise', size: 'micro', capabilities: ELDER },
];

/** Lines without a bad record, of kinds that may be providers. */
export const spotlessLines: readonly ProviderLine[] = [...ENTERPRISES, ...SOCIAL_BODIES, ...RURAL_AND_PUBLIC];

export const providerLines: readonly ProviderLine[] = [...spotlessLines, ...NOT_ELIGIBLE, ...WITH_A_RECORD];
