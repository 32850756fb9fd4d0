import { type Refusal, refuse } from '../kernel/refusal.ts';
import { text } from '../kernel/text.ts';
import type { CommandData } from './commands.ts';
import { type Deciders, decided, outline } from './decision.ts';
import { incoherent } from './flow-rules.ts';

/** 规则换版: the supervisor moves a project to the policy version now in use, with a reason; steps and dates stay. */
export const policyDeciders: Deciders<'RepinPolicy'> = {
  RepinPolicy: ({ data: { policyVersion, reason }, file }) => {
    const from = file.policyVersion;
    if (from !== policyVersion) return decided(outline('PolicyRepinned', { from, policyVersion, reason }));
    return refuse(
      incoherent(
        text(`项目已适用规则版本 ${from}。`, `The project is pinned to version ${from} already.`),
        text('无需换版。', 'Nothing has to be done.'),
        { policyVersion },
      ),
    );
  },
};

/** Why a project may not be moved to a version; only the one now in use is taken, so that nobody goes back to an old one. */
export const repinFault = ({ policyVersion }: CommandData['RepinPolicy'], inUse: string): Refusal | null =>
  policyVersion === inUse
    ? null
    : incoherent(
        text(
          `规则版本 ${policyVersion} 不是现行版本 ${inUse}。`,
          `Version ${policyVersion} is not the one in use, ${inUse}.`,
        ),
        text(`请改为 ${inUse}。`, `Give ${inUse}.`),
        { policyVersion, inUse },
      );
