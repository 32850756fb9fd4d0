import { text } from '../../kernel/text.ts';
import type { Flow } from '../flow.ts';
import { frame, ordinary, type Stewards } from './leave.ts';

/** What every extension flow is called, alone or with a suffix (`extension.county`). */
export const EXTENSION_FLOW = 'extension';

/**
 * 延期: whoever holds a task asks for a later due date; the leader of their department decides. The outcome goes back to the case by
 * the verb `extend`. An extension is not itself extended; one that was given up is over, since its task may ask for another.
 */
export const extensionFlow = (stewards: Stewards): Flow => ({
  ...frame(stewards),
  id: EXTENSION_FLOW,
  title: text('延期审批', 'Extension of a due date'),
  fields: { caseId: 'text', taskId: 'text', dueOn: 'text', newDueOn: 'text', cause: 'text' },
  endsForGood: true,
  limits: { ...frame(stewards).limits, extensions: 0 },
  start: 'leader',
  nodes: {
    leader: {
      ...ordinary(stewards),
      title: text('部门负责人审批', 'Leader of the department'),
      assignment: { by: 'departmentLeader' },
      duplicate: 'ask',
      batchAllowed: true,
      limit: { ...ordinary(stewards).limit, dueWorkingDays: 1, reminderWorkingDays: 0 },
      next: null,
    },
  },
});
