import { CHOICE_NAMES } from '../../../../api/contract/choice-names.ts';
import type { Refusal } from '../../../../domain/kernel/refusal.ts';
import { type Text, text } from '../../../../domain/kernel/text.ts';
import { bodyOf, type OpenApi, type Schema, variantsOf } from '../../shared/form/schema.ts';
import { templateOf } from '../project/command-form.tsx';
import type { Action, ProjectDetail } from '../project/detail.ts';

/** 办理方式 one thing that can be done to the approval under way: a word of the stage's own command, or an act besides. */
export interface Verb {
  readonly id: string;
  readonly title: Text;
  readonly kind: 'decide' | 'act';
  /** The decision (`approve`) or the act (`transfer`). */
  readonly word: string;
  /** The task an act is about, where it must be named. */
  readonly taskId: string | null;
  readonly action: Action;
  /** Schema of the data, for a decision, or of the act. */
  readonly schema: Schema;
  /** The key that opens it. */
  readonly hotkey: string | null;
  /** Why it may not be done now; null when it may. */
  readonly reason: Pick<Refusal, 'message'> | null;
}

const HOTKEYS: Readonly<Record<string, string>> = { approve: 'a', file: 'a', return: 'r', transfer: 't' };
const BACK_TO_STEP: Text = text('退回到环节', 'Return to a step');

/** Everything the server lets the reader do to the approval, decisions first. */
export function verbsOf(api: OpenApi, detail: ProjectDetail): readonly Verb[] {
  const timely = detail.allowedActions.filter((one) => one.timely);
  return timely.flatMap((action) =>
    action.command === 'ActOnApproval' ? actsOf(api, detail, action) : decisionsOf(api, detail, action),
  );
}

const dataOf = (api: OpenApi, detail: ProjectDetail, action: Action): Schema | undefined =>
  bodyOf(api, templateOf({ detail, action }))?.properties?.['data'];

function decisionsOf(api: OpenApi, detail: ProjectDetail, action: Action): readonly Verb[] {
  const schema = dataOf(api, detail, action);
  const words = schema?.properties?.['decision']?.enum ?? [];
  return !schema
    ? []
    : words.map((word) => ({
        ...{ id: word, title: titleOf(word), kind: 'decide' as const, word, taskId: null, action, schema },
        hotkey: HOTKEYS[word] ?? null,
        reason: action.allowed ? null : action.reason,
      }));
}

function actsOf(api: OpenApi, detail: ProjectDetail, action: Action): readonly Verb[] {
  const act = dataOf(api, detail, action)?.properties?.['act'];
  const shapes = act && variantsOf(act);
  return (detail.approval?.allowedActs ?? []).flatMap(({ verb, taskId }) => {
    const schema = shapes?.variants.find(({ word }) => word === verb)?.schema;
    if (!schema) return [];
    const title = verb === 'return' ? BACK_TO_STEP : titleOf(verb);
    return [
      {
        ...{
          id: `act ${verb} ${taskId ?? ''}`,
          title,
          kind: 'act' as const,
          word: verb,
          taskId,
          action,
          schema,
        },
        hotkey: verb === 'return' ? null : (HOTKEYS[verb] ?? null),
        reason: null,
      },
    ];
  });
}

const titleOf = (word: string): Text => CHOICE_NAMES[word] ?? text(word, word);
