const numbered = (prefix: string, last: number): readonly string[] =>
  Array.from({ length: last }, (_, index) => `${prefix}-${String(index + 1).padStart(2, '0')}`);

/** The rules on what lies between the requirement and the last payment, each of which has to be met by somebody. */
export const SECTIONS: Readonly<Record<string, readonly string[]>> = {
  'requirement and method': [...numbered('REQ', 7), ...numbered('MTH', 15), ...numbered('POL', 6)],
  'contractor, procedure, award': [...numbered('SUP', 15), ...numbered('TND', 13), ...numbered('AWD', 3)],
  'contract, delivery, payment': [...numbered('CON', 12), ...numbered('DEL', 5), ...numbered('PAY', 7)],
};

/** A rule that no command of a project can run into; it is asked of the decision service instead. */
interface Asked {
  readonly rule: string;
  readonly why: string;
  readonly checkpoint: string;
  readonly facts: Readonly<Record<string, boolean | number>>;
}

export const ASKED: readonly Asked[] = [
  {
    rule: 'REQ-04',
    why: 'who wrote the requirement holds the duty of request, so CTL-01 keeps them from its review before any rule is asked',
    checkpoint: 'ReviewRequirement',
    facts: { author_reviews: true },
  },
  {
    rule: 'REQ-05',
    why: 'every contract goes through legal counsel before it is approved; the flow leaves no way around',
    checkpoint: 'SignProcurementContract',
    facts: { survey_class: true, legal_counsel_read: false },
  },
  {
    rule: 'SUP-10',
    why: 'a third party is named by the number of its report; the commission itself is no command of the flow',
    checkpoint: 'CommissionEvaluator',
    facts: { evaluator_linked_to_buyer: true, evaluator_linked_to_provider: false },
  },
  {
    rule: 'POL-06',
    why: 'the close of a year is rung by a schedule and answers nobody',
    checkpoint: 'CloseFiscalYear',
    facts: { social_organisation_percent: 29 },
  },
];
