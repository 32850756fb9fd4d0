import type { ReactNode } from 'react';

interface Props {
  readonly label: string;
  /** Narrower than this it is scrolled sideways, also by the keyboard. */
  readonly minWidth: number;
  readonly children: ReactNode;
}

/** Something wide that scrolls by itself, so that the page does not. */
export const Wide = ({ label, minWidth, children }: Props) => (
  <div role="region" aria-label={label} tabIndex={0} style={{ overflowX: 'auto' }}>
    <div style={{ minWidth }}>{children}</div>
  </div>
);
