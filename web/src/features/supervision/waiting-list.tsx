import { getRouteApi } from '@tanstack/react-router';
import { Button, Empty, Segmented, Space, Typography } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import type { Waiting, waitingListSchema } from '../../../../api/contract/overview.ts';
import { text } from '../../../../domain/kernel/text.ts';
import { useWords } from '../../shared/language.tsx';
import { usePages } from '../../shared/pages.ts';
import { AsFile } from '../../shared/ui/as-file.tsx';
import { MoreRows } from '../../shared/ui/more-rows.tsx';
import { ProblemNotice } from '../../shared/ui/problem-notice.tsx';
import { LAMP_SHAPES, LAMP_WORDS } from '../../shared/ui/words.tsx';
import { UrgeDialog } from './urge-dialog.tsx';
import { WaitingRows } from './waiting-rows.tsx';

type List = z.output<typeof waitingListSchema>;
const route = getRouteApi('/supervision');

/** 在办清单: the longest overdue first, with whom each waits for; several can be urged at once. */
export function WaitingList() {
  const say = useWords();
  const { regionCode, stage, lamp = 'red' } = route.useSearch();
  const navigate = route.useNavigate();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [isUrging, setUrging] = useState(false);
  const pages = usePages<Waiting, List>(['supervision', 'waiting'], '/supervision/waiting', {
    regionCode,
    stage,
    lamp,
    limit: 50,
  });
  const { rows } = pages;
  const mayUrge = (pages.data?.pages[0]?.mayUrge ?? false) && lamp !== 'green';
  const shown = chosen.filter((id) => rows.some(({ projectId }) => projectId === id));
  return (
    <section aria-labelledby="waiting-title">
      <Tools
        lamp={lamp}
        onLamp={(next) => {
          setChosen([]);
          void navigate({ search: (before) => ({ ...before, lamp: next }), replace: true });
        }}
        urging={mayUrge && rows.length > 0 ? { chosen: shown.length, of: rows.length } : null}
        onAll={() => setChosen(shown.length === rows.length ? [] : rows.map((row) => row.projectId))}
        onUrge={() => setUrging(true)}
      />
      <div className="form-part">
        <AsFile path="/supervision/waiting" query={{ regionCode, stage, lamp }} />
      </div>
      {pages.error && <ProblemNotice error={pages.error} onRetry={() => void pages.refetch()} />}
      {!pages.isPending && rows.length === 0 && (
        <Empty description={say(text('没有这样的在办项目', 'No open project is like this'))} />
      )}
      {rows.length > 0 && (
        <WaitingRows
          rows={rows}
          onEnd={pages.onEnd}
          chosen={mayUrge ? shown : null}
          onChoose={(id, isChosen) =>
            setChosen(isChosen ? [...shown, id] : shown.filter((other) => other !== id))
          }
        />
      )}
      <MoreRows pages={pages} />
      <UrgeDialog
        rows={rows.filter(({ projectId }) => shown.includes(projectId))}
        isOpen={isUrging}
        onClose={(isDone) => {
          setUrging(false);
          if (isDone) setChosen([]);
        }}
      />
    </section>
  );
}

interface ToolsProps {
  readonly lamp: string;
  readonly onLamp: (lamp: string) => void;
  /** How many are chosen, of how many; null when nothing can be urged. */
  readonly urging: { readonly chosen: number; readonly of: number } | null;
  readonly onAll: () => void;
  readonly onUrge: () => void;
}

function Tools({ lamp, onLamp, urging, onAll, onUrge }: ToolsProps) {
  const say = useWords();
  return (
    <Space wrap style={{ marginBottom: 12 }}>
      <Typography.Title level={2} id="waiting-title" style={{ margin: 0, fontSize: 18 }}>
        {say(text('在办清单', 'Open projects'))}
      </Typography.Title>
      <Segmented
        aria-label={say(text('灯', 'Lamp'))}
        value={lamp}
        onChange={onLamp}
        options={(['red', 'yellow', 'green'] as const).map((value) => ({
          value,
          label: `${LAMP_SHAPES[value]} ${say(LAMP_WORDS[value])}`,
        }))}
      />
      {urging && (
        <>
          <Button onClick={onAll}>
            {say(urging.chosen === urging.of ? text('全不选', 'Choose none') : text('全选', 'Choose all'))}
          </Button>
          <Button type="primary" disabled={urging.chosen === 0} onClick={onUrge}>
            {say(text(`催办（${urging.chosen}）`, `Urge (${urging.chosen})`))}
          </Button>
        </>
      )}
    </Space>
  );
}
