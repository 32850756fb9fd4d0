import { makeContinueAsNewFunc } from '@temporalio/workflow';
import {
  type Carried,
  PURCHASE_PROJECT,
  type PurchaseProjectInput,
  REGION_ATTRIBUTE,
  STAGE_ATTRIBUTE,
} from './messages.ts';

/** Goes on in a new run with an empty history; the caller has let every open handler finish. */
export async function continueInNextRun(input: PurchaseProjectInput, carried: Carried): Promise<never> {
  const next = makeContinueAsNewFunc<(input: PurchaseProjectInput) => Promise<unknown>>({
    workflowType: PURCHASE_PROJECT,
    typedSearchAttributes: [
      { key: { name: STAGE_ATTRIBUTE, type: 'KEYWORD' }, value: carried.process.stage },
      { key: { name: REGION_ATTRIBUTE, type: 'KEYWORD' }, value: input.regionCode },
    ],
  });
  return next({ ...input, carried });
}
