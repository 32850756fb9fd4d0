import { describe, expect, it } from 'vitest';
import { policyDeciders, repinFault } from './decide-policy.ts';
import type { Case } from './decision.ts';
import type { ProjectEvent } from './events.ts';
import { fileAfter } from './evolve-file.ts';
import type { ProjectFile } from './file.ts';
import { projectCommands, seatFor } from './gate.ts';
import type { ProjectProcess } from './process.ts';
import { openStates } from './states.ts';

// Only what the decider reads.
const file = { policyVersion: '2026.1' } as ProjectFile;
const ask = (policyVersion: string) =>
  policyDeciders.RepinPolicy({ data: { policyVersion, reason: '新规' }, file } as Case<'RepinPolicy'>);

describe('RepinPolicy', () => {
  it('is recorded with both versions and the reason, and moves nothing but the pin', () => {
    const result = ask('2026.2');
    expect(result).toEqual({
      ok: true,
      value: [
        {
          type: 'PolicyRepinned',
          data: { from: '2026.1', policyVersion: '2026.2', reason: '新规' },
          to: null,
          flow: null,
        },
      ],
    });
    const [event] = result.ok ? result.value : [];
    expect(fileAfter(file, event as unknown as ProjectEvent)).toEqual({ policyVersion: '2026.2' });
  });

  it('is refused for the version the project has, and for any but the one in use', () => {
    expect(ask('2026.1')).toMatchObject({ ok: false, refusal: { code: 'Incoherent' } });
    expect(repinFault({ policyVersion: '2025.9', reason: '旧规' }, '2026.2')).toMatchObject({
      facts: { policyVersion: '2025.9', inUse: '2026.2' },
    });
    expect(repinFault({ policyVersion: '2026.2', reason: '新规' }, '2026.2')).toBeNull();
  });

  it('is for the procurement supervisor of county finance alone, while the project is open', () => {
    expect(projectCommands).toContain('RepinPolicy');
    for (const state of openStates) {
      const seat = seatFor({ state, step: null } as ProjectProcess, 'RepinPolicy');
      expect(seat).toEqual({ role: 'countyProcurement', party: 'countyFinance', duty: null });
    }
    expect(seatFor({ state: 'archived', step: null } as ProjectProcess, 'RepinPolicy')).toBeNull();
  });
});
