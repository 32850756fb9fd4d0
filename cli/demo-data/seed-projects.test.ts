import { describe, expect, it } from 'vitest';
import { localDate } from '../../domain/kernel/local-date.ts';
import { createPolicyCheck } from '../../rules/engine/policy.ts';
import { writeLife } from './life.ts';
import { rehearse } from './rehearse.fixture.ts';
import { seedProjects } from './seed-projects.ts';
import { demoWorld, shippedCalendar } from './world.ts';

const world = demoWorld(localDate('2026-11-22'), shippedCalendar());

describe('seeded projects', () => {
  it('are the same for the same seed and others for another', () => {
    expect(seedProjects(7, 30)).toEqual(seedProjects(7, 30));
    expect(seedProjects(7, 30)).not.toEqual(seedProjects(8, 30));
  });

  it('are a longer list of the same projects when more are asked for', () => {
    expect(seedProjects(7, 60).slice(0, 30)).toEqual(seedProjects(7, 30));
  });

  it('pass flow and policy', async () => {
    const policy = createPolicyCheck();
    for (const recipe of seedProjects(1, 150)) {
      const { objection } = await rehearse({ life: writeLife(recipe, world), world, policy });
      expect(objection && { key: recipe.key, ...objection }).toBeNull();
    }
  });
});
