import { Empty } from 'antd';
import { useState } from 'react';
import { text } from '../../../../domain/kernel/text.ts';
import { useWords } from '../../shared/language.tsx';
import { Forecast } from '../approval/forecast.tsx';
import { ProjectRounds } from '../approval/project-rounds.tsx';
import { useVerbs, VerbBar } from '../approval/verb-bar.tsx';
import type { ProjectDetail } from './detail.ts';

const NONE = text(
  '当前没有进行中的审批；已办的意见见办理记录。',
  'No approval is under way; see the timeline for past ones.',
);

/** 审批: what can be done to the approval under way, who sits where, and who is next. */
export function ApprovalTab({ detail }: { readonly detail: ProjectDetail }) {
  const say = useWords();
  const verbs = useVerbs(detail);
  const [open, setOpen] = useState<string | null>(null);
  return (
    <>
      <div className="form-part">
        <VerbBar detail={detail} verbs={verbs} open={open} onOpen={setOpen} />
      </div>
      {detail.approval ? (
        <>
          <ProjectRounds approval={detail.approval} />
          <Forecast projectId={detail.projectId} />
        </>
      ) : (
        <Empty description={say(NONE)} />
      )}
    </>
  );
}
