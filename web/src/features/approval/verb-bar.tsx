import { useQuery } from '@tanstack/react-query';
import { Button, Modal, Space, Tooltip, Typography } from 'antd';
import { useRef } from 'react';
import { openApiQuery } from '../../shared/form/open-api.ts';
import { useWords } from '../../shared/language.tsx';
import type { ProjectDetail } from '../project/detail.ts';
import { focusFirst } from './focus-first.ts';
import { VerbForm } from './verb-form.tsx';
import { type Verb, verbsOf } from './verbs.ts';

/** What can be done to the approval of a project; nothing while the API's description is not there. */
export function useVerbs(detail: ProjectDetail | undefined): readonly Verb[] {
  const api = useQuery(openApiQuery);
  return api.data && detail ? verbsOf(api.data, detail) : [];
}

interface Props {
  readonly detail: ProjectDetail;
  readonly verbs: readonly Verb[];
  /** The verb whose form is open, by its id; null when none is. */
  readonly open: string | null;
  readonly onOpen: (id: string | null) => void;
}

/** 办理栏: a button for each verb; one that may not be used is disabled and says why. */
export function VerbBar({ detail, verbs, open, onOpen }: Props) {
  const say = useWords();
  // A form that is open stays when the verb is gone meanwhile: it tells who was quicker.
  const opened = useRef<Verb | null>(null);
  opened.current = open === null ? null : (verbs.find(({ id }) => id === open) ?? opened.current);
  const chosen = opened.current;
  const refused = verbs.find(({ reason }) => reason !== null)?.reason;
  return (
    <>
      <Space wrap size={8}>
        {verbs.map(({ id, title, hotkey, reason }, index) => (
          <Tooltip key={id} title={reason && say(reason.message)}>
            <Button
              type={index === 0 && reason === null ? 'primary' : 'default'}
              disabled={reason !== null}
              onClick={() => onOpen(id)}
            >
              {say(title)}
              {hotkey && <kbd aria-hidden="true">{hotkey}</kbd>}
            </Button>
          </Tooltip>
        ))}
      </Space>
      {refused && <Typography.Paragraph type="secondary">{say(refused.message)}</Typography.Paragraph>}
      <Modal
        open={chosen !== null}
        title={chosen && `${say(chosen.title)} · ${detail.name}`}
        onCancel={() => onOpen(null)}
        footer={null}
        destroyOnHidden
        afterOpenChange={focusFirst}
      >
        {chosen && <VerbForm key={chosen.id} detail={detail} verb={chosen} onDone={() => onOpen(null)} />}
      </Modal>
    </>
  );
}
