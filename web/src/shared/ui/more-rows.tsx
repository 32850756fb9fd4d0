import { Alert, Button } from 'antd';
import { text } from '../../../../domain/kernel/text.ts';
import { useWords } from '../language.tsx';

interface Pages {
  readonly rows: readonly unknown[];
  readonly total: number | undefined;
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly isOutdated: boolean;
  readonly fetchNextPage: () => unknown;
  readonly refetch: () => unknown;
}

/** The foot of a list: how much of it is shown, the way to more, and that it has changed since it was read. */
export function MoreRows({ pages }: { readonly pages: Pages }) {
  const say = useWords();
  const { rows, total } = pages;
  return (
    <div className="more-rows">
      {pages.isOutdated && (
        <Alert
          className="more-rows-news"
          type="info"
          showIcon
          title={say(text('清单有更新', 'The list has changed'))}
          action={
            <Button size="small" onClick={() => void pages.refetch()}>
              {say(text('刷新', 'Read again'))}
            </Button>
          }
        />
      )}
      {pages.hasNextPage && (
        <Button block loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {total === undefined
            ? say(text('更多', 'More'))
            : say(
                text(
                  `更多（已列出 ${rows.length} 个，共 ${total} 个）`,
                  `More (${rows.length} of ${total} listed)`,
                ),
              )}
        </Button>
      )}
    </div>
  );
}
