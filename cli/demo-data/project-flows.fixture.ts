import type { Flow } from '../../domain/approval/flow.ts';
import { flowOf } from '../../domain/project/approval-flow.ts';
import type { ApprovalRoute } from '../../domain/project/deadlines.ts';
import { seatsFor } from './life/seats.ts';
import { demoOrganisation as organisation } from './organisation.ts';
import { countyOf, publicOrgs } from './places.ts';
import { approvalMatrix, timeLimitsOf } from './settings.ts';

/** The organisations of the demo that buy. */
export const buyers = publicOrgs.filter(({ buys }) => buys);
export type Buyer = (typeof buyers)[number];

/** Every route a project of this buyer can take: each band with the amount it begins at, each other approval. */
export function routesOf(kind: Buyer['kind']): readonly (readonly [number, ApprovalRoute])[] {
  const bands = approvalMatrix.bands[kind] ?? approvalMatrix.bands.township;
  return [
    ...bands.map(({ fromFen, steps }) => [fromFen, { kind: 'budget', steps }] as const),
    [0, { kind: 'demand', steps: ['demandReview'] }],
    [0, { kind: 'requirement', steps: ['requirementReview'] }],
    [0, { kind: 'plan', steps: ['planFiling'] }],
    [0, { kind: 'contract', steps: ['legalReview', 'contractApproval'] }],
    [0, { kind: 'payment', steps: ['paymentCheck', 'paymentApproval'] }],
  ];
}

/** The flow of one such route. */
export function flowFor(buyer: Buyer, route: ApprovalRoute): Flow {
  const parties = seatsFor(buyer, '农业农村');
  const limits = timeLimitsOf(countyOf(buyer.region));
  const flow = flowOf(route, { organisation, parties, limits, matrix: {} });
  if (!flow.ok) throw new Error(`${buyer.id} ${route.kind}: ${flow.refusal.message.en}`);
  return flow.value;
}
