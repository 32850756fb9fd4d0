import type { Party, Role } from '../approval/types.ts';

/** 逾期升级: who is told how many working days after the due date (plan 十二). */
export const ESCALATIONS: readonly { readonly after: number; readonly role: Role; readonly party: Party }[] =
  [
    { after: 1, role: 'handler', party: 'buyer' },
    { after: 3, role: 'leader', party: 'buyer' },
    { after: 7, role: 'reformOffice', party: 'reformOffice' },
  ];
