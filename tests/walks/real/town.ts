import type { Database } from '../../../db/connection.ts';
import type { Flow } from '../../../domain/approval/flow.ts';
import { invariant } from '../../../domain/kernel/invariant.ts';
import { ADMIN, LEADER, MAYORS, OFFICE, OWNER, PEOPLE, type StandIn, type World } from '../world.ts';

const NAMES: ReadonlySet<string> = new Set([...PEOPLE, OFFICE]);
const REGION = '519901101';
const YEAR_MS = 365 * 86_400_000;

/** 一镇 the organisation, the flow and the absences of one walk in the database, under names of its own. */
export class Town {
  readonly flowId: string;
  readonly #began = Date.now() - 86_400_000;
  readonly #present = new Set<StandIn>();

  readonly db: Database;
  readonly world: World;
  readonly name: string;

  constructor(db: Database, world: World, name: string) {
    this.db = db;
    this.world = world;
    this.name = name;
    this.flowId = `${name}.flow`;
  }

  /** The same value with the people of the walk called as they are here. */
  move<T>(value: T): T {
    return this.#move(value) as T; // The shape stays; only names change.
  }

  /** And back. */
  home<T>(value: T): T {
    return JSON.parse(JSON.stringify(value).replaceAll(`${this.name}.`, '')) as T; // As above.
  }

  #move(value: unknown): unknown {
    if (typeof value === 'string') return NAMES.has(value) ? `${this.name}.${value}` : value;
    if (Array.isArray(value)) return value.map((one) => this.#move(one));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [String(this.#move(key)), this.#move(one)]),
    );
  }

  /** Lets everybody move in and publishes the first version of the flow. */
  async found(): Promise<void> {
    const { db } = this;
    const id = this.move(OFFICE);
    const place = { id, name: id, kind: 'township', level: 'township', region_code: REGION, sectors: [] };
    await db.insertInto('org').values(place).execute();
    const people = PEOPLE.map((one) => ({
      id: this.move(one),
      name: one,
      org_id: id,
      disabled: one === 'left',
    }));
    await db.insertInto('app_user').values(people).execute();
    await db
      .updateTable('org')
      .set({ leader_user_id: this.move(LEADER) })
      .where('id', '=', id)
      .execute();
    const posts = MAYORS.map((one) => ({ user_id: this.move(one), role: 'mayor', org_id: id }) as const);
    await db.insertInto('user_post').values(posts).execute();
    await db
      .insertInto('org_admin')
      .values({ org_id: id, user_id: this.move(ADMIN) })
      .execute();
    const [first] = this.world.flows;
    invariant(first, 'A walk has a flow');
    await this.#publish(first);
  }

  /** Puts the second version of the flow, if there is one, in the place of the first. */
  async publishNext(): Promise<void> {
    const [, next] = this.world.flows;
    if (!next) return;
    await this.db
      .updateTable('flow_version')
      .set({ status: 'retired' })
      .where('id', '=', this.flowId)
      .execute();
    await this.#publish(next);
  }

  async #publish(flow: Flow): Promise<void> {
    // The steps of a real walk follow each other at once: whoever urges need not wait.
    const limits = { ...flow.limits, urgeEveryHours: 0 };
    const document: Flow = { ...this.move(flow), id: this.flowId, limits };
    const [by, at] = [this.move(OWNER), new Date(this.#began).toISOString()];
    await this.db
      .insertInto('flow_version')
      .values({
        ...{ id: this.flowId, version: flow.version, org_id: this.move(OFFICE), status: 'published' },
        // Forms are checked at the API's door, which a walk does not pass.
        ...{ document: JSON.stringify(document), form_schema: '{}' },
        ...{ drafted_by: by, drafted_at: at, published_by: by, published_at: at },
      })
      .execute();
  }

  /** Lets absences begin and end as the step asks; earlier ones in the list come first, as in the walk. */
  async absences(step: number): Promise<void> {
    const at = (ms: number) => new Date(this.#began + ms).toISOString();
    for (const [index, one] of this.world.standIns.entries()) {
      const isAway = one.fromStep <= step && step < one.untilStep;
      if (isAway === this.#present.has(one)) continue;
      if (isAway) {
        this.#present.add(one);
        await this.db
          .insertInto('proxy_grant')
          .values({
            ...{ of_user_id: this.move(one.of), to_user_id: this.move(one.to), reason: `${index}` },
            nodes: one.only === '' ? null : [one.only],
            ceiling_fen: one.upToFen === Infinity ? null : one.upToFen,
            ...{ from_at: at(index), until_at: at(10 * YEAR_MS), recorded_by: this.move(OWNER) },
          })
          .execute();
      } else {
        this.#present.delete(one);
        await this.db
          .updateTable('proxy_grant')
          .set({ ended_at: at(index + 1) })
          .where('recorded_by', '=', this.move(OWNER))
          .where('reason', '=', `${index}`)
          .execute();
      }
    }
  }
}
