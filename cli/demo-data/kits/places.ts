import { indicators, type ServiceKit } from './kit.ts';

const waste: ServiceKit = {
  items: ['A0608', 'A0605'],
  content:
    '农村生活垃圾收集、转运和村庄保洁，包括收集点日常清掏、转运至县处理场、河沟沿线清漂，不含设施建设。',
  quantity: '覆盖12个村、收集点86处，日产日清，年转运量约3200吨。',
  standard: '收集点无满溢、无散落；车辆密闭运输；群众投诉24小时内处置；作业人员投保意外伤害险。',
  acceptanceItems: ['清运频次', '收集点整洁度', '转运量', '投诉处置', '车辆密闭'],
  goal: '农村生活垃圾收转运全覆盖，村容村貌明显改善。',
  indicators: indicators([
    ['日产日清率', 'output', '>=', 98, '%', 20, '转运记录'],
    ['收集点巡查合格率', 'output', '>=', 95, '%', 20, '巡查评分表'],
    ['转运量完成率', 'output', '>=', 100, '%', 10, '地磅单'],
    ['村庄整洁达标率', 'benefit', '>=', 90, '%', 20, '人居环境检查通报'],
    ['投诉处置率', 'benefit', '>=', 100, '%', 10, '热线台账'],
    ['群众满意度', 'satisfaction', '>=', 90, '%', 10, '入户问卷'],
  ]),
  deliverables: ['一期收集转运服务', '二期收集转运服务', '三期收集转运服务', '四期收集转运服务与总结'],
  beneficiaries: 18_500,
  ledger: {
    unit: '吨',
    quantity: 62,
    workers: 22,
    places: ['柳湾村—石桥村线', '新田村—高坪村线', '集镇片区'],
    evidence: '地磅单、车辆轨迹、收集点照片',
    notes: ['清理卫生死角2处', '雨后增加清掏一轮', '更换破损垃圾桶由镇上另行安排'],
  },
  record: null,
};

const roads: ServiceKit = {
  items: ['A1101', 'A1302'],
  content:
    '农村公路日常养护与保洁，包括路面清扫、边沟疏通、路肩除草、警示标志擦拭和小型病害上报，不含大中修工程。',
  quantity: '乡道村道合计74公里，每月全线养护不少于2遍。',
  standard: '路面无明显抛洒物，边沟畅通，路肩杂草高度不超过20厘米；灾毁路段2小时内设置警示并报告。',
  acceptanceItems: ['养护里程', '路面与边沟状况', '病害上报', '安全警示'],
  goal: '农村公路列养率100%，路况保持优良，保障群众安全出行。',
  indicators: indicators([
    ['养护里程完成率', 'output', '>=', 100, '%', 25, '养护日志'],
    ['巡查合格率', 'output', '>=', 92, '%', 15, '月度检查表'],
    ['灾毁及时报告率', 'output', '>=', 100, '%', 10, '报告记录'],
    ['优良路率', 'benefit', '>=', 85, '%', 20, '路况评定'],
    ['因养护不力引发的事故', 'benefit', '<=', 0, '起', 10, '事故通报'],
    ['群众满意度', 'satisfaction', '>=', 90, '%', 10, '问卷'],
  ]),
  deliverables: ['上半期养护服务', '下半期养护服务与总结'],
  beneficiaries: 21_000,
  ledger: {
    unit: '公里',
    quantity: 12,
    workers: 9,
    places: ['石桥路K0—K6', '高坪路K2—K9', '柳湾环线'],
    evidence: '前后对比照片、养护日志',
    notes: ['清理塌方落石3方', '疏通边沟600米', '上报沉陷1处并设警示'],
  },
  record: null,
};

const hazardPatrol: ServiceKit = {
  items: ['A1401', 'A0101', 'A0601', 'A1404'],
  content:
    '地质灾害隐患点日常巡查、监测数据采集与汛期加密巡查，协助组织避险演练，发现险情立即上报并协助转移。',
  quantity: '隐患点52处，非汛期每旬1次、汛期每日1次。',
  standard: '巡查人员经培训合格，一点一卡；监测数据当日录入；险情10分钟内报告。',
  acceptanceItems: ['巡查频次', '监测数据录入率', '避险演练次数', '险情报告时限'],
  goal: '隐患点监测全覆盖，险情早发现早转移，不发生因巡查不到位造成的人员伤亡。',
  indicators: indicators([
    ['巡查完成率', 'output', '>=', 100, '%', 25, '巡查定位'],
    ['监测数据当日录入率', 'output', '>=', 98, '%', 15, '平台记录'],
    ['避险演练次数', 'output', '>=', 4, '次', 10, '演练档案'],
    ['险情及时报告率', 'benefit', '>=', 100, '%', 20, '值守台账'],
    ['避险明白卡入户率', 'benefit', '>=', 100, '%', 10, '签收单'],
    ['受威胁群众满意度', 'satisfaction', '>=', 90, '%', 10, '入户问卷'],
  ]),
  deliverables: ['汛前排查与建卡', '汛期加密巡查', '汛后核查与总结'],
  beneficiaries: 860,
  ledger: {
    unit: '点次',
    quantity: 52,
    workers: 7,
    places: ['高坪村后山', '石桥村滑坡点', '新田村边坡'],
    evidence: '定位照片、裂缝测量记录',
    notes: ['裂缝宽度无变化', '雨量达到预警值，加密巡查', '更新避险路线标识'],
  },
  record: null,
};

const culture: ServiceKit = {
  items: ['A0802', 'A0801', 'A1502', 'A0703', 'A0302', 'A0303'],
  content: '承办乡镇综合文化站群众文化活动和公益宣传培训，包括坝坝舞辅导、文艺演出、阅读推广、惠民政策宣讲。',
  quantity: '文艺活动24场、培训36期、宣讲12场。',
  standard: '活动内容健康，方案提前7日报备；大型活动有安全预案；参加群众不缴费。',
  acceptanceItems: ['活动场次', '参与人次', '安全预案', '影像资料'],
  goal: '丰富群众文化生活，全年参与群众不少于9000人次。',
  indicators: indicators([
    ['活动场次完成率', 'output', '>=', 100, '%', 25, '活动档案'],
    ['培训期数', 'output', '>=', 36, '期', 15, '签到表'],
    ['资料完整率', 'output', '>=', 100, '%', 10, '档案抽查'],
    ['参与人次', 'benefit', '>=', 9000, '人次', 20, '现场统计'],
    ['安全责任事故', 'benefit', '<=', 0, '起', 10, '事故报告'],
    ['群众满意度', 'satisfaction', '>=', 90, '%', 10, '现场问卷'],
  ]),
  deliverables: ['上半期活动与培训', '下半期活动、培训与总结'],
  beneficiaries: 6400,
  ledger: {
    unit: '场次',
    quantity: 3,
    workers: 10,
    places: ['镇综合文化站', '石桥村文化广场', '河坝社区'],
    evidence: '活动照片、签到表',
    notes: ['坝坝舞辅导', '惠农政策宣讲', '亲子阅读活动'],
  },
  record: null,
};

/** For services to the government's own work and for items without a kit of their own. */
const office: ServiceKit = {
  items: ['B'],
  content: '按约定提供专业辅助服务，完成工作计划所列事项并提交成果，遵守保密要求，不行使行政决定权。',
  quantity: '按年度工作计划执行，每季度提交成果一次。',
  standard: '符合行业规范和合同约定，成果经业务股室确认；资料按时归档，不泄露工作秘密。',
  acceptanceItems: ['工作计划完成情况', '成果质量', '提交时限', '保密情况'],
  goal: '按期完成年度辅助服务事项，成果可用、规范。',
  indicators: indicators([
    ['计划事项完成率', 'output', '>=', 100, '%', 25, '成果清单'],
    ['成果一次通过率', 'output', '>=', 90, '%', 15, '确认单'],
    ['按时提交率', 'output', '>=', 95, '%', 10, '收文登记'],
    ['成果采用率', 'benefit', '>=', 85, '%', 20, '采用证明'],
    ['失泄密事件', 'benefit', '<=', 0, '起', 10, '保密检查'],
    ['使用单位满意度', 'satisfaction', '>=', 90, '%', 10, '问卷'],
  ]),
  deliverables: ['前期成果', '中期成果', '最终成果与总结'],
  beneficiaries: 80,
  ledger: {
    unit: '项',
    quantity: 6,
    workers: 3,
    places: ['服务单位办公场所', '购买主体会议室'],
    evidence: '成果文件、会议签到',
    notes: ['提交阶段成果', '按意见修改完善', '资料移交归档'],
  },
  record: null,
};

export const placeKits: readonly ServiceKit[] = [waste, roads, hazardPatrol, culture, office];
