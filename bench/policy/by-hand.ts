/** The facts of a case as plain fields. */
export type Case = {
  readonly estimate_fen: number;
  readonly available_fen: number;
  readonly budget_gap_fen: number;
  readonly term_months: number;
  readonly notice_days: number;
  readonly tender_days: number;
  readonly panel_members: number;
  readonly quote_count: number;
  readonly price_weight_percent: number;
  readonly bond_percent: number;
  readonly total_score: number;
  readonly moves_forward: boolean;
  readonly line_approved: boolean;
  readonly has_minutes: boolean;
  readonly has_plan: boolean;
  readonly in_catalogue: boolean;
  readonly method: string;
  readonly nature: string;
  readonly size: string;
  readonly grade: string;
};

/** The sixty rules as a programmer would write them by hand: the limit of what any evaluator can reach. */
export function decideByHand(f: Case, into: Uint8Array): void {
  first(f, into);
  second(f, into);
}

function first(f: Case, into: Uint8Array): void {
  into[0] = f.budget_gap_fen <= 0 && f.price_weight_percent < 30 ? 1 : 0;
  into[1] = f.in_catalogue && f.panel_members < 3 && f.term_months < 36 ? 1 : 0;
  into[2] = !f.moves_forward && (f.budget_gap_fen >= 100_000 || f.available_fen >= 40_000_000) ? 1 : 0;
  into[3] = f.nature === 'auxiliary' || f.available_fen < 40_000_000 ? 1 : 0;
  into[4] = f.total_score <= 80 && !f.has_plan && (f.budget_gap_fen > 0 || !f.in_catalogue) ? 1 : 0;
  into[5] = f.quote_count >= 3 ? 1 : 0;
  into[6] = f.method === 'singleSource' && f.quote_count <= 1 ? 1 : 0;
  into[7] =
    f.method !== 'internal' && f.method !== 'singleSource' && f.quote_count <= 1 && f.size === 'large'
      ? 1
      : 0;
  into[8] = !f.has_minutes && (f.grade !== 'fair' || f.quote_count >= 1) ? 1 : 0;
  into[9] = f.has_plan || f.nature !== 'auxiliary' ? 1 : 0;
  into[10] =
    f.grade !== 'poor' &&
    !f.line_approved &&
    ((f.size !== 'large' && f.size !== 'micro') || f.budget_gap_fen > 0)
      ? 1
      : 0;
  into[11] = !f.moves_forward ? 1 : 0;
  into[12] = f.has_minutes && f.price_weight_percent >= 30 ? 1 : 0;
  into[13] = f.method !== 'internal' && f.available_fen <= 40_000_000 && f.term_months < 12 ? 1 : 0;
  into[14] =
    f.available_fen >= 40_000_000 && (f.estimate_fen > 10_000_000 || f.method === 'internal') ? 1 : 0;
  into[15] = f.notice_days >= 30 || f.available_fen < 10_000_000 ? 1 : 0;
  into[16] =
    f.grade !== 'excellent' &&
    f.tender_days >= 15 &&
    (f.nature === 'auxiliary' || f.price_weight_percent < 30)
      ? 1
      : 0;
  into[17] = f.method !== 'open' && f.method !== 'singleSource' ? 1 : 0;
  into[18] = f.term_months >= 36 && f.line_approved ? 1 : 0;
  into[19] = !f.moves_forward && f.grade !== 'poor' && f.size !== 'large' && f.size !== 'micro' ? 1 : 0;
  into[20] = f.quote_count > 2 && (f.bond_percent < 10 || f.size === 'large' || f.size === 'medium') ? 1 : 0;
  into[21] = f.nature === 'auxiliary' || f.size !== 'micro' ? 1 : 0;
  into[22] = f.available_fen > 0 && f.method !== 'consultation' && (!f.in_catalogue || f.has_minutes) ? 1 : 0;
  into[23] = f.moves_forward ? 1 : 0;
  into[24] = f.method === 'internal' && f.nature === 'public' ? 1 : 0;
  into[25] = f.notice_days > 30 && f.price_weight_percent <= 10 && f.tender_days <= 20 ? 1 : 0;
  into[26] =
    !f.in_catalogue && (f.nature === 'auxiliary' || f.method === 'consultation' || f.method === 'open')
      ? 1
      : 0;
  into[27] = !f.moves_forward || f.price_weight_percent <= 10 ? 1 : 0;
  into[28] =
    f.method !== 'open' && f.grade === 'poor' && (f.price_weight_percent > 30 || !f.in_catalogue) ? 1 : 0;
  into[29] = !f.line_approved ? 1 : 0;
}

function second(f: Case, into: Uint8Array): void {
  into[30] = (f.size === 'large' || f.size === 'micro') && f.panel_members <= 5 ? 1 : 0;
  into[31] = f.term_months <= 12 && f.notice_days < 5 && f.size === 'micro' ? 1 : 0;
  into[32] = f.available_fen <= 10_000_000 && (f.total_score > 60 || !f.in_catalogue) ? 1 : 0;
  into[33] = f.tender_days >= 10 || f.moves_forward ? 1 : 0;
  into[34] =
    !f.moves_forward && !f.has_minutes && (f.term_months < 12 || f.estimate_fen > 50_000_000) ? 1 : 0;
  into[35] = f.grade !== 'excellent' && f.grade !== 'poor' ? 1 : 0;
  into[36] = !f.in_catalogue && f.moves_forward ? 1 : 0;
  into[37] =
    f.nature === 'auxiliary' && (f.method === 'consultation' || f.method === 'open') && f.available_fen <= 0
      ? 1
      : 0;
  into[38] = f.price_weight_percent <= 30 && (!f.moves_forward || f.available_fen > 10_000_000) ? 1 : 0;
  into[39] = f.term_months >= 36 || f.line_approved ? 1 : 0;
  into[40] = f.size === 'medium' && !f.line_approved && (f.total_score <= 90 || !f.has_plan) ? 1 : 0;
  into[41] = f.term_months > 24 ? 1 : 0;
  into[42] = f.total_score > 80 && (f.method === 'open' || f.method === 'singleSource') ? 1 : 0;
  into[43] = !f.has_minutes && f.total_score <= 90 && !f.moves_forward ? 1 : 0;
  into[44] = f.quote_count < 2 && (f.tender_days >= 10 || f.notice_days > 20) ? 1 : 0;
  into[45] = f.tender_days <= 10 || !f.in_catalogue ? 1 : 0;
  into[46] =
    f.estimate_fen < 50_000_000 && f.nature === 'auxiliary' && (f.notice_days > 5 || !f.in_catalogue) ? 1 : 0;
  into[47] = f.bond_percent <= 10 ? 1 : 0;
  into[48] = f.has_plan && f.line_approved ? 1 : 0;
  into[49] =
    (f.grade === 'excellent' || f.grade === 'fair') && f.line_approved && f.total_score >= 60 ? 1 : 0;
  into[50] = f.quote_count < 3 && (f.price_weight_percent > 30 || f.quote_count < 3) ? 1 : 0;
  into[51] = f.method === 'consultation' || f.method === 'internal' || f.size === 'medium' ? 1 : 0;
  into[52] = !f.has_plan && f.quote_count >= 1 && (f.line_approved || f.notice_days >= 30) ? 1 : 0;
  into[53] = !f.moves_forward ? 1 : 0;
  into[54] = !f.moves_forward && !f.has_minutes ? 1 : 0;
  into[55] =
    f.quote_count <= 1 && f.nature === 'auxiliary' && f.grade !== 'excellent' && f.grade !== 'good' ? 1 : 0;
  into[56] =
    f.available_fen > 40_000_000 && (f.has_minutes || (f.size !== 'medium' && f.size !== 'micro')) ? 1 : 0;
  into[57] = f.grade === 'excellent' || f.tender_days < 15 ? 1 : 0;
  into[58] =
    f.tender_days <= 10 && f.nature !== 'auxiliary' && (f.panel_members <= 7 || f.estimate_fen >= 30_000_000)
      ? 1
      : 0;
  into[59] = f.notice_days <= 30 ? 1 : 0;
}
