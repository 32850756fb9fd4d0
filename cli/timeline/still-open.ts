import { ROLE_TITLES } from '../../domain/approval/types.ts';
import { DISCLOSURE_TITLES } from '../../domain/disclosure/types.ts';
import { inWords } from '../output.ts';
import type { ProjectDetail } from '../running.ts';
import type { Paint } from './paint.ts';
import { padTo } from './width.ts';

const LAMPS = {
  red: { style: 'red', words: { zh: '已逾期', en: 'overdue' } },
  yellow: { style: 'yellow', words: { zh: '临近到期', en: 'near due' } },
  green: { style: 'green', words: { zh: '期限内', en: 'in time' } },
  grey: { style: 'dim', words: { zh: '无期限', en: 'no due date' } },
} as const;

/** What a project still waits for: the open step with its lamp, the clock's next words, disclosure to come. */
export function stillOpenLines(project: ProjectDetail, paint: Paint): readonly string[] {
  const { stepTitle, dueOn, lamp, process, file } = project;
  if (stepTitle === null || dueOn === null) return [];
  const { style, words } = LAMPS[lamp];
  const deadlines = process.deadlines.map(({ kind, level, on, role }) => {
    const what =
      kind === 'reminder'
        ? { zh: '提醒', en: 'reminder' }
        : { zh: `逾期升级 ${level}`, en: `escalation ${level}` };
    return `${padTo(on, 12)}${padTo(inWords(what), 14)}${inWords(ROLE_TITLES[role])}`;
  });
  const disclosures = file.disclosures
    .filter(({ publishedOn }) => publishedOn === null)
    .map(
      ({ kind, dueOn: due }) =>
        `${padTo(due, 12)}${padTo(inWords({ zh: '待公开', en: 'to publish' }), 14)}${inWords(DISCLOSURE_TITLES[kind])}`,
    );
  return [
    '',
    paint('bold', inWords({ zh: '待办', en: 'Open' })),
    `${padTo(dueOn, 12)}${padTo(inWords({ zh: '截止', en: 'due' }), 14)}${inWords(stepTitle)} ${paint(style, inWords(words))}`,
    ...deadlines,
    ...disclosures,
  ];
}
