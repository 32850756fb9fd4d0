import { z } from 'zod';
import { PARTIES, ROLE_TITLES, type Role } from '../../domain/approval/types.ts';
import type { ProjectProcess } from '../../domain/project/process.ts';
import { allStates, STAGES, type State } from '../../domain/project/states.ts';
import { DUTIES, type StepId, stepIds } from '../../domain/project/steps.ts';
import { matching } from './matching.ts';

export const stageSchema = z.enum(STAGES);
export const stateSchema = z.enum(allStates as readonly [State, ...State[]]); // zod wants a tuple type
export const stepSchema = z.enum(stepIds as [StepId, ...StepId[]]); // zod wants a tuple type
export const roles = Object.keys(ROLE_TITLES) as [Role, ...Role[]]; // keys of a constant table
export const roleSchema = z.enum(roles);
const partySchema = z.enum(PARTIES);

const partiesSchema = matching<ProjectProcess['parties']>()(
  z.object({
    buyer: z.string().nullable(),
    sector: z.string().nullable(),
    countyFinance: z.string().nullable(),
    cityFinance: z.string().nullable(),
    agency: z.string().nullable(),
    provider: z.string().nullable(),
    reformOffice: z.string().nullable(),
  }),
);

export const deadlineSchema = z.object({
  kind: z.enum(['reminder', 'escalation']),
  level: z.number(),
  on: z.string(),
  at: z.string(),
  role: roleSchema,
  party: partySchema,
});

/** 办理进程; the approval under way is told in a form of its own (see project-approval.ts). */
export const processSchema = matching<Omit<ProjectProcess, 'approval'>>()(
  z.object({
    v: z.literal(1),
    projectId: z.string(),
    revision: z.number(),
    stage: stageSchema,
    state: stateSchema,
    step: stepSchema.nullable(),
    route: z.array(stepSchema),
    parties: partiesSchema,
    duties: z.array(z.object({ userId: z.string(), duty: z.enum(DUTIES) })),
    openedOn: z.string(),
    lastOn: z.string(),
    dueOn: z.string().nullable(),
    dueAnnounced: z.boolean(),
    deadlines: z.array(deadlineSchema),
    lateEntry: z.boolean(),
  }),
);
