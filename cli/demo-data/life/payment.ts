import type { PaymentRequest } from '../../../domain/delivery/types.ts';
import type { MilestonePlan } from '../../../domain/kernel/milestone-plan.ts';
import { type Fen, fen } from '../../../domain/kernel/money.ts';
import { approve, sendBack } from './catalog-and-budget.ts';
import { RETURNED } from './opinions.ts';
import { type Act, documentNo, has, perform, type Scene } from './scene.ts';

/** A milestone accepted in part is worth nine tenths, in whole yuan. */
export function acceptedAmount(scene: Scene, plan: MilestonePlan, isLast: boolean): Fen {
  const partly = isLast && has(scene, 'partlyAccepted');
  return partly ? fen(Math.floor(plan.amountFen / 1000) * 900) : plan.amountFen;
}

/** What is paid at once, and what waits for the end of a dispute. */
interface Due {
  readonly amountFen: Fen;
  readonly disputedFen: Fen;
}

/** A tenth of the last milestone is in dispute in some stories, in whole yuan. */
function due(scene: Scene, plan: MilestonePlan, isLast: boolean): Due {
  const all = acceptedAmount(scene, plan, isLast);
  const disputedFen = isLast && has(scene, 'disputed') ? fen(Math.floor(all / 1000) * 100) : fen(0);
  return { amountFen: fen(all - disputedFen), disputedFen };
}

const LATE_REASON = '县级资金调度延后，到账后立即支付，并按规定计付逾期利息。';

/** 支付 of a milestone as far as it is not in dispute, then of the rest. */
export function* paidFor(scene: Scene, plan: MilestonePlan, then: Act['opens']): Generator<Act> {
  const { clock } = scene;
  const isLate = plan.no === 1 && has(scene, 'paidLate');
  clock.pass(isLate ? 30 : 2);
  const { amountFen, disputedFen } = due(scene, plan, then.state === 'evaluating');
  const payment = {
    ...paymentOf(scene, `发票${plan.no}`, amountFen),
    ...(disputedFen > 0 && { disputedFen, disputeReason: '两处点位的工作量双方计算不一致，待共同复核。' }),
    ...(isLate && { justifications: { 'PAY-03': LATE_REASON } }),
  };
  const request = (): Act =>
    perform(scene, { type: 'RequestPayment', data: { payment } }, { step: 'paymentCheck' });
  yield request();
  clock.pass(1);
  if (plan.no === 1 && has(scene, 'paymentReturned')) {
    yield perform(
      scene,
      { type: 'DecidePayment', data: sendBack(RETURNED.payment) },
      { step: 'paymentRequest' },
    );
    clock.pass(2);
    yield request();
    clock.pass(1);
  }
  const voucher = `支付凭证${plan.no}`;
  const isWhole = disputedFen === 0;
  yield* approvedAndPaid(scene, { amountFen, voucher }, isWhole ? then : { step: 'disputeResolution' });
  if (isWhole) return;
  yield* disputeSettled(scene, plan, disputedFen);
  yield* approvedAndPaid(scene, { amountFen: disputedFen, voucher: `${voucher}补` }, then);
}

const paymentOf = (scene: Scene, invoice: string, amountFen: Fen): PaymentRequest => ({
  amountFen,
  invoiceNo: documentNo(scene, invoice),
  payeeProviderId: scene.providerId,
  deductionFen: fen(0),
  deductionReason: null,
});

/** 付款争议: the parties agree on what was in dispute, and it is asked for. */
function* disputeSettled(scene: Scene, { no }: MilestonePlan, payableFen: Fen): Generator<Act> {
  const { clock } = scene;
  clock.pass(6);
  const agreementRef = documentNo(scene, '工作量复核纪要');
  const opinion = '双方现场复核，确认争议工作量，据实补付。';
  yield perform(
    scene,
    { type: 'ResolvePaymentDispute', data: { milestoneNo: no, payableFen, agreementRef, opinion } },
    { step: 'paymentRequest' },
  );
  clock.pass(1);
  const payment = paymentOf(scene, `发票${no}补`, payableFen);
  yield perform(scene, { type: 'RequestPayment', data: { payment } }, { step: 'paymentCheck' });
  clock.pass(1);
}

interface ToPay {
  readonly amountFen: Fen;
  readonly voucher: string;
}

function* approvedAndPaid(
  scene: Scene,
  { amountFen, voucher }: ToPay,
  then: Partial<Act['opens']>,
): Generator<Act> {
  const { clock, providerId: payeeProviderId } = scene;
  yield perform(
    scene,
    { type: 'DecidePayment', data: approve(scene, 'paymentCheck') },
    { step: 'paymentApproval' },
  );
  clock.pass(1);
  yield perform(
    scene,
    { type: 'DecidePayment', data: approve(scene, 'paymentApproval') },
    { step: 'paymentConfirmation' },
  );
  clock.pass(2);
  const voucherNo = documentNo(scene, voucher);
  yield perform(scene, { type: 'ConfirmPayment', data: { voucherNo, payeeProviderId, amountFen } }, then);
}

/** 终止结算 what was done of the open milestone, asked for and paid; the contract ends with the payment. */
export function* settledEnd(scene: Scene, amountFen: Fen): Generator<Act> {
  const { clock } = scene;
  clock.pass(2);
  const payment = paymentOf(scene, '终止结算发票', amountFen);
  yield perform(scene, { type: 'RequestPayment', data: { payment } }, { step: 'paymentCheck' });
  clock.pass(1);
  const end = { state: 'terminated', step: null, milestone: null } as const;
  yield* approvedAndPaid(scene, { amountFen, voucher: '终止结算凭证' }, end);
}
