import {
  ApartmentOutlined,
  AuditOutlined,
  BankOutlined,
  BookOutlined,
  DashboardOutlined,
  HomeOutlined,
  ImportOutlined,
  InboxOutlined,
  ProjectOutlined,
  ToolOutlined,
  UserSwitchOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import { type Text, text } from '../../../domain/kernel/text.ts';

interface Screen {
  readonly path: string;
  readonly title: Text;
  readonly icon: ReactNode;
}

/** The screens of the main menu, in the order of a working day. */
export const SCREENS: readonly Screen[] = [
  { path: '/', title: text('工作台', 'Home'), icon: <HomeOutlined /> },
  { path: '/tasks', title: text('待办', 'Inbox'), icon: <InboxOutlined /> },
  { path: '/absence', title: text('委托代理', 'Absence'), icon: <UserSwitchOutlined /> },
  { path: '/projects', title: text('项目', 'Projects'), icon: <ProjectOutlined /> },
  { path: '/imports', title: text('批量导入', 'Import'), icon: <ImportOutlined /> },
  { path: '/supervision', title: text('督导总览', 'Supervision'), icon: <DashboardOutlined /> },
  { path: '/budget', title: text('预算执行', 'Budget'), icon: <BankOutlined /> },
  { path: '/catalogue', title: text('目录', 'Catalogue'), icon: <BookOutlined /> },
  { path: '/flows', title: text('审批流程', 'Flows'), icon: <ApartmentOutlined /> },
  { path: '/policy', title: text('政策中心', 'Policy'), icon: <AuditOutlined /> },
  { path: '/operations', title: text('运维', 'Operations'), icon: <ToolOutlined /> },
];
