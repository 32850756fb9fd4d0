import type { Parties, Party, Role } from '../../../domain/approval/types.ts';
import type { CatalogItem } from '../../../domain/catalog/types.ts';
import { isStatutory } from '../../../domain/contracting/procedure/methods.ts';
import type { ContractDraft } from '../../../domain/contracting/types.ts';
import type { DisclosureKind } from '../../../domain/disclosure/types.ts';
import type { BudgetLineId, OrgId, ProviderId, UserId } from '../../../domain/kernel/brand.ts';
import { type LocalDate, yearOf } from '../../../domain/kernel/local-date.ts';
import { type Fen, yuan } from '../../../domain/kernel/money.ts';
import type { Command } from '../../../domain/project/commands.ts';
import type { State } from '../../../domain/project/states.ts';
import { STEPS, type StepId } from '../../../domain/project/steps.ts';
import { budgetLineId, usualFund } from '../budget.ts';
import { catalogueLine } from '../catalogue.ts';
import { kitFor } from '../kits/find.ts';
import type { ServiceKit } from '../kits/kit.ts';
import { holderOf, secondHandlerOf } from '../people.ts';
import type { DemoOrg } from '../places.ts';
import { providerFor, rivalsFor } from '../providers.ts';
import { type DemoWorld, orgById } from '../world.ts';
import type { StoryClock } from './clock.ts';
import type { Blemish, Detour, ProjectRecipe } from './recipe.ts';
import { seatsFor } from './seats.ts';

const AGENCY: OrgId = 'huizhong-agency';

/** What is open after an act. `milestone` is the one being delivered, accepted or paid. */
export interface Opening {
  readonly state: State;
  readonly step: StepId | null;
  readonly milestone: number | null;
}

/** One thing that one person does; `occurredOn` is null when it happens today in a live project. */
export interface Act {
  readonly as: UserId;
  readonly command: Command;
  readonly occurredOn: LocalDate | null;
  readonly opens: Opening;
}

/** Everything that the writers of the stages share while they tell one story. */
export interface Scene {
  readonly recipe: ProjectRecipe;
  readonly world: DemoWorld;
  readonly clock: StoryClock;
  readonly kit: ServiceKit;
  readonly buyer: DemoOrg;
  readonly item: {
    readonly name: string;
    readonly sector: string;
    readonly nature: CatalogItem['nature'];
    readonly responsible: CatalogItem['responsibleLevel'];
  };
  readonly year: number;
  readonly estimateFen: Fen;
  readonly budgetLineId: BudgetLineId;
  readonly providerId: ProviderId;
  readonly rivals: readonly ProviderId[];
  opening: Opening;
  /** Set once the contract is drawn up. */
  handedOver: boolean;
  /** The contract as signed or last amended. */
  contract: ContractDraft | null;
}

export function openScene(recipe: ProjectRecipe, world: DemoWorld, clock: StoryClock): Scene {
  const item = catalogueLine(recipe.itemCode);
  const buyer = orgById(recipe.buyer);
  const year = yearOf(clock.on());
  const providerId = recipe.provider ?? providerFor(recipe.itemCode);
  return {
    recipe,
    world,
    clock,
    kit: kitFor(recipe.itemCode),
    buyer,
    item,
    year,
    estimateFen: yuan(recipe.amountYuan),
    budgetLineId: budgetLineId(buyer.id, year, recipe.fund ?? usualFund(buyer, item.sector)),
    providerId,
    rivals: rivalsFor(recipe.itemCode, providerId),
    opening: { state: 'draft', step: 'drafting', milestone: null },
    handedOver: false,
    contract: null,
  };
}

export const has = ({ recipe }: Scene, detour: Detour): boolean => recipe.detours?.includes(detour) ?? false;

export const isBlemished = ({ recipe }: Scene, blemish: Blemish): boolean =>
  recipe.blemishes?.includes(blemish) ?? false;

/** The seats of this project; the agency and the provider come in on the way. */
export const seatsOf = (scene: Scene): Parties => ({
  ...seatsFor(scene.buyer, scene.item.sector),
  agency: isStatutory(scene.recipe.method) ? AGENCY : null,
  provider: scene.world.providers.find(({ id }) => id === scene.providerId)?.orgId ?? null,
});

export function personFor(scene: Scene, role: Role, party: Party): UserId {
  const orgId = seatsOf(scene)[party];
  if (scene.handedOver && role === 'handler' && orgId !== null) {
    const second = secondHandlerOf(orgId);
    if (second !== null) return second;
  }
  const holder = orgId === null ? null : holderOf(role, orgId);
  if (!holder)
    throw new Error(`${scene.recipe.key}: nobody is ${role} of ${party} (${orgId ?? 'no organisation'})`);
  return holder.id;
}

/** The act that the open step waits for. */
export function perform(scene: Scene, command: Command, opens: Partial<Opening>): Act {
  const { step } = scene.opening;
  if (step === null) throw new Error(`${scene.recipe.key}: nothing waits for ${command.type}`);
  const { role, party, command: expected } = STEPS[step];
  if (expected !== command.type)
    throw new Error(`${scene.recipe.key}: ${step} waits for ${expected}, not ${command.type}`);
  return record(scene, { as: personFor(scene, role, party), command, opens });
}

interface Aside {
  readonly role: Role;
  readonly party: Party;
  readonly command: Command;
  readonly opens?: Partial<Opening>;
}

/** An act beside the open step, by a person of the buyer or the provider. */
export const aside = (scene: Scene, { role, party, command, opens = {} }: Aside): Act =>
  record(scene, { as: personFor(scene, role, party), command, opens });

/** Makes one disclosure item public. */
export function disclose(scene: Scene, kind: DisclosureKind): Act {
  const url = `https://public.example.com/goufu/${scene.recipe.key}/${kind}`;
  return aside(scene, {
    role: 'handler',
    party: 'buyer',
    command: { type: 'PublishDisclosure', data: { kind, url, redacted: true } },
  });
}

function record(
  scene: Scene,
  { as, command, opens }: { as: UserId; command: Command; opens: Partial<Opening> },
): Act {
  scene.opening = { ...scene.opening, ...opens };
  const { clock } = scene;
  clock.acted();
  return { as, command, occurredOn: clock.live ? null : clock.on(), opens: scene.opening };
}

/** A number that depends only on the words, to vary texts between projects. */
export function hashOf(words: string): number {
  let hash = 2_166_136_261;
  for (const character of words) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16_777_619) >>> 0;
  return hash;
}

/** One of several texts, the same each time for the same project and place in its life. */
export function pick(scene: Scene, texts: readonly string[], place: string): string {
  const text = texts[hashOf(`${scene.recipe.key}/${place}`) % texts.length];
  if (text === undefined) throw new Error(`No text for ${place}`);
  return text;
}

/** A number of a document of the demo; it never looks like a real one. */
export const documentNo = ({ recipe, year }: Scene, what: string): string =>
  `演示${what}〔${year}〕${(hashOf(recipe.key + what) % 900) + 100}号`;

export const shortBuyer = ({ buyer }: Scene): string => buyer.name.replace(/人民政府$|办事处$/, '');
