import type { LocalDate } from '../kernel/local-date.ts';
import type { Facts } from '../policy/types.ts';
import type { ProjectFile } from './file.ts';
import { overdueListDelay } from './payables.ts';
import type { References } from './references.ts';

interface Closing {
  readonly file: ProjectFile;
  readonly references: Pick<References, 'calendar' | 'payments' | 'overdueListYears' | 'providers'>;
  readonly on: LocalDate;
}

/** 逾期清单 days past the day on which a list with this project on it was to be public (支付条例 §18). */
export function overdueListFacts({ file, references, on }: Closing): Facts {
  const { payments, overdueListYears: published } = references;
  const size = file.award ? (references.providers[file.award.providerId]?.sizeClass ?? null) : null;
  const payeeIsSme = size !== null && size !== 'large';
  const days = overdueListDelay({ file, payments, payeeIsSme, references }, { published, on });
  return { days_past_overdue_list: days };
}
