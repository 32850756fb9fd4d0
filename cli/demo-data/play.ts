import type { CommandResult } from '../../api/contract/project.ts';
import { type ApiClient, ApiError } from '../api-client.ts';
import type { Act } from './life/scene.ts';
import type { Life } from './life.ts';

/** A story could not go on: names the project, the act and what the API said. */
export class StoryBroken extends Error {
  override readonly name = 'StoryBroken';
}

interface Play {
  readonly client: ApiClient;
  /** Begins the idempotency keys, so that a broken-off play goes on where it stopped. */
  readonly keyPrefix: string;
  /** Hears of every act that was recorded. */
  readonly onAct?: (act: Act, result: CommandResult) => Promise<void> | void;
  readonly signal?: AbortSignal;
}

/** Plays a life through the public API, each act as the person who does it; answers where the project stands then. */
export async function playLife(
  life: Life,
  { client, keyPrefix, onAct, signal }: Play,
): Promise<CommandResult> {
  let stands: CommandResult | null = null;
  for (const [index, act] of life.acts.entries()) {
    signal?.throwIfAborted();
    const key = `${keyPrefix}:${life.key}:${index}`;
    const result: CommandResult = await playAct(client, act, { key, stands }).catch((error: unknown) => {
      throw broken(life, { index, act }, error instanceof Error ? error : new Error(String(error)));
    });
    const { state, step } = act.opens;
    if (result.state !== state || result.step !== step) {
      const opened = new Error(`opened ${result.state}/${result.step}, the story says ${state}/${step}`);
      throw broken(life, { index, act }, opened);
    }
    stands = result;
    await onAct?.(act, result);
  }
  if (!stands) throw new StoryBroken(`${life.key}: a story without acts`);
  return stands;
}

interface Place {
  readonly key: string;
  readonly stands: CommandResult | null;
}

function playAct(client: ApiClient, act: Act, { key, stands }: Place): Promise<CommandResult> {
  const { command, occurredOn } = act;
  const session = client.as(act.as);
  if (command.type === 'CreateProject') return session.createProject({ ...command.data, occurredOn }, key);
  if (!stands) throw new StoryBroken(`${command.type} comes before the project is created`);
  const expectedRevision = stands.revision;
  return session.execute(stands.projectId, { command, expectedRevision, occurredOn }, key);
}

function broken(life: Life, { index, act }: { index: number; act: Act }, cause: Error): StoryBroken {
  const why = cause instanceof ApiError ? cause.message : `${cause.name}: ${cause.message}`;
  const on = act.occurredOn ? ` on ${act.occurredOn}` : '';
  return new StoryBroken(`${life.key}, act ${index} ${act.command.type} by ${act.as}${on}: ${why}`, {
    cause,
  });
}
