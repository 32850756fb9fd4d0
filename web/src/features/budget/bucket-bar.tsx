import type { Execution } from '../../../../api/contract/execution.ts';
import { type Text, text } from '../../../../domain/kernel/text.ts';
import { shortMoney } from '../../shared/format.ts';
import { useLanguage, useWords } from '../../shared/language.tsx';

type Bucket = 'paidFen' | 'committedFen' | 'reservedFen' | 'availableFen';

export const BUCKET_TITLES: Readonly<Record<Bucket, Text>> = {
  paidFen: text('已支付', 'Paid'),
  committedFen: text('已承诺', 'Committed'),
  reservedFen: text('已预留', 'Reserved'),
  availableFen: text('可用', 'Available'),
};
const BUCKETS = Object.keys(BUCKET_TITLES) as readonly Bucket[]; // keys of a constant table

export function BucketLegend() {
  const say = useWords();
  return (
    <p className="bucket-legend">
      {BUCKETS.map((bucket) => (
        <span key={bucket}>
          <span className={`bucket-key bucket-${bucket}`} aria-hidden /> {say(BUCKET_TITLES[bucket])}
        </span>
      ))}
    </p>
  );
}

/** 四栏 of a budget as one bar of its whole length, with the figures in words below it. */
export function BucketBar({
  buckets,
  name,
}: {
  readonly buckets: Execution['total'];
  readonly name: string;
}) {
  const say = useWords();
  const { language } = useLanguage();
  const words = BUCKETS.map(
    (bucket) => `${say(BUCKET_TITLES[bucket])} ${shortMoney(buckets[bucket], language)}`,
  );
  return (
    <div className="bucket-cell">
      <div className="bucket-bar" role="img" aria-label={`${name}：${words.join('，')}`}>
        {BUCKETS.map((bucket) => (
          <span
            key={bucket}
            className={`bucket-${bucket}`}
            style={{ flexGrow: buckets[bucket] / Math.max(1, buckets.approvedFen) }}
          />
        ))}
      </div>
      <span className="bucket-words">
        {say(text('批复', 'Approved'))} {shortMoney(buckets.approvedFen, language)} · {words.join(' · ')}
      </span>
    </div>
  );
}
