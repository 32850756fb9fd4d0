import type { CatalogCommands } from '../catalog/types.ts';
import { procedureVerbs } from '../contracting/procedure/decide.ts';
import { refuse } from '../kernel/refusal.ts';
import { text } from '../kernel/text.ts';
import { cancelled, type Deciders, decided, outline, to, toEnd } from './decision.ts';
import { incoherent } from './flow-rules.ts';
import { playProcedure, procedureContext } from './procedure-run.ts';

/** 目录与需求: draft and submission; and the ways in which the buyer itself ends a project. */
export const catalogDeciders: Deciders<
  Exclude<keyof CatalogCommands, 'CreateProject' | 'ReviewDemand'> | 'WithdrawProject' | 'CancelProject'
> = {
  EditDraft: ({ data, file }) =>
    data.application.buyerOrgId === file.application.buyerOrgId
      ? decided(outline('DraftEdited', { application: data.application }))
      : refuse(
          incoherent(
            text('购买主体在立项后不能更换。', 'The buyer of a project cannot be changed.'),
            text(
              '请撤回本项目，由新的购买主体另行申报。',
              'Withdraw this project and let the other buyer apply.',
            ),
            { buyerOrgId: file.application.buyerOrgId },
          ),
        ),

  SubmitProject: ({ data, references }) =>
    references.catalogItem
      ? decided(
          outline(
            'ProjectSubmitted',
            { ...data, catalogItem: references.catalogItem },
            to('catalogueChecked', {
              parties: { sector: references.seats.sector },
              approval: { kind: 'demand', steps: ['demandReview'] },
            }),
          ),
        )
      : refuse(
          incoherent(
            text('目录项不在已公布的指导性目录内。', 'The item is not in a published catalogue.'),
            text('请选择已公布目录内的项目。', 'Choose an item of a published catalogue.'),
          ),
        ),

  WithdrawProject: ({ data }) => decided(outline('ProjectWithdrawn', data, toEnd('withdrawn'))),

  CancelProject: (one) => {
    const { reason } = one.data;
    const main = cancelled(one.file, reason);
    const { procedure } = one.file;
    if (procedure === null || !procedureVerbs(procedure).includes('Cancel')) return decided(main);
    const run = playProcedure(procedure, [{ verb: 'Cancel', data: { reason } }], procedureContext(one));
    if (!run.ok) return run;
    const { events } = run.value;
    return decided(outline('ProcedureRecorded', { verb: 'Cancel', alongside: main.type, events }), main);
  },
};
