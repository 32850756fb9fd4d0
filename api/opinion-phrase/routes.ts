import { readOpinionPhrases, saveOpinionPhrases } from '../../db/queries/opinion-phrases.ts';
import { DEFAULT_PHRASES, type OpinionPhrases } from '../../domain/approval/opinion-phrases.ts';
import { text } from '../../domain/kernel/text.ts';
import { flowRefusal } from '../../domain/project/flow-rules.ts';
import { opinionPhrasesBody, opinionPhrasesSchema } from '../contract/opinion-phrase.ts';
import { answers } from '../contract/shared.ts';
import type { Api, App } from '../deps.ts';
import { viewerOf } from '../plugins/session.ts';
import { RefusedError } from '../problem/refusals.ts';

const PATH = '/api/v1/me/opinion-phrases';

const toWire = ({ revision, phrases }: OpinionPhrases) => ({
  revision,
  phrases: [...phrases],
  defaults: [...DEFAULT_PHRASES],
});

/** 常用意见: a person's own list, saved as a whole, and the shipped one. */
export function opinionPhraseRoutes(app: App, api: Api): void {
  app.get(
    PATH,
    {
      schema: {
        tags: ['paper'],
        summary: '常用意见 One’s own opinion phrases and the shipped ones',
        response: answers({ 200: opinionPhrasesSchema }),
      },
    },
    async (request) => toWire(await readOpinionPhrases(api.db, viewerOf(request).actor.userId)),
  );

  app.put(
    PATH,
    {
      schema: {
        tags: ['paper'],
        summary: '保存常用意见 Save one’s own opinion phrases, over the revision they were made from',
        body: opinionPhrasesBody,
        response: answers({ 200: opinionPhrasesSchema }),
      },
    },
    async (request) => {
      const { userId } = viewerOf(request).actor;
      const { expectedRevision, phrases } = request.body;
      const saved = await saveOpinionPhrases(api.db, userId, { revision: expectedRevision, phrases });
      if (saved) return toWire(saved);
      const { revision } = await readOpinionPhrases(api.db, userId);
      throw new RefusedError(stale(expectedRevision, revision));
    },
  );
}

const stale = (expectedRevision: number, revision: number) =>
  flowRefusal('StaleRevision', {
    message: text(
      `常用意见已在别处修改：您看到的是第 ${expectedRevision} 版，现为第 ${revision} 版。`,
      `The phrases were saved elsewhere: you saw revision ${expectedRevision}, it is now ${revision}.`,
    ),
    remedy: text('请刷新后再修改。', 'Reload them and change them again.'),
    facts: { expectedRevision, revision },
  });
