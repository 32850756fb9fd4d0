import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef } from 'react';
import type { Text } from '../../../../domain/kernel/text.ts';
import { useWords } from '../language.tsx';
import './long-table.css';

export interface Column<T> {
  readonly title: Text;
  readonly render: (row: T) => ReactNode;
  /** Share of the width in percent; what is left over is divided among the others. */
  readonly width?: number;
  /** Figures stand to the right. */
  readonly isFigure?: boolean;
}

interface Props<T> {
  readonly label: Text;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly idOf: (row: T) => string;
  /** How many there are in all, when it is known. */
  readonly total?: number | undefined;
  /** Called when the reader comes near the end of what is loaded. */
  readonly onEnd?: (() => void) | undefined;
}

const ROW_HEIGHT = 66;
const OVERSCAN = 12;
/** So many rows before the end the next page is asked for. */
const NEAR_END = 25;

/** A table of any length: only the rows in sight are in the document, and the page scrolls as ever. */
export function LongTable<T>({ label, columns, rows, idOf, total, onEnd }: Props<T>) {
  const say = useWords();
  const frame = useRef<HTMLTableElement>(null);
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    scrollMargin: frame.current?.offsetTop ?? 0,
    getItemKey: (index) => (rows[index] === undefined ? index : idOf(rows[index])),
  });
  const shown = virtual.getVirtualItems();
  const first = shown[0];
  const last = shown.at(-1);
  const isNearEnd = last !== undefined && last.index >= rows.length - NEAR_END;
  useEffect(() => {
    if (isNearEnd) onEnd?.();
  }, [isNearEnd, onEnd]);
  const margin = virtual.options.scrollMargin;
  return (
    <table ref={frame} className="long-table" aria-label={say(label)} aria-rowcount={total ?? rows.length}>
      <colgroup>
        {columns.map(({ title, width }) => (
          <col key={title.en} style={width === undefined ? {} : { width: `${width}%` }} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {columns.map(({ title, isFigure }) => (
            <th key={title.en} scope="col" className={isFigure ? 'figure' : undefined}>
              {say(title)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <Gap height={first ? first.start - margin : 0} />
        {shown.map(({ index, key }) => {
          const row = rows[index];
          return (
            row !== undefined && (
              <tr key={key} data-index={index} ref={virtual.measureElement} aria-rowindex={index + 1}>
                {columns.map(({ title, render, isFigure }) => (
                  <td key={title.en} className={isFigure ? 'figure' : undefined}>
                    {render(row)}
                  </td>
                ))}
              </tr>
            )
          );
        })}
        <Gap height={last ? virtual.getTotalSize() - (last.end - margin) : 0} />
      </tbody>
    </table>
  );
}

/** Stands for the rows that are out of sight. */
const Gap = ({ height }: { readonly height: number }) =>
  height > 0 && (
    <tr aria-hidden className="long-table-gap">
      <td style={{ height }} />
    </tr>
  );

/** What stands in one cell: the matter, and below it in small letters what belongs to it. */
export const Cell = ({ children, below }: { readonly children: ReactNode; readonly below?: ReactNode }) => (
  <div className="cell">
    <span>{children}</span>
    {below && <small>{below}</small>}
  </div>
);
