import type { z } from 'zod';
import { text } from '../../domain/kernel/text.ts';
import type { PackProblem } from '../../rules/engine/read-pack.ts';
import { type ReleaseDocument, readRelease } from '../../rules/release/document.ts';
import type { proposeBody } from '../contract/policy-release.ts';
import { invalidInput } from '../problem/problem-error.ts';
import type { PackShelf } from './in-force.ts';

const MAX_FIELDS = 50;

/** The document of a proposal: the packs as they were sent, or those of an earlier hash under a new number. */
export async function documentProposed(
  shelf: PackShelf,
  body: z.output<typeof proposeBody>,
): Promise<{ readonly document: ReleaseDocument; readonly rollbackOf: string | null }> {
  if ('packs' in body) return { document: documentOf(body.packs), rollbackOf: null };
  const { rollbackOf, version } = body;
  const packs = await shelf.ofHash(rollbackOf);
  return { document: documentOf(packs.map((pack) => ({ ...pack, version }))), rollbackOf };
}

function documentOf(packs: readonly unknown[]): ReleaseDocument {
  const reading = readRelease(packs);
  if (reading.ok) return reading.document;
  throw invalidInput(reading.problems.slice(0, MAX_FIELDS).map(toField));
}

const toField = ({ place, reason }: PackProblem) => ({
  in: 'body' as const,
  pointer: place.startsWith('packs[') ? pointerOf(place) : '/packs',
  code: 'NotAcceptable',
  message: text(`规则包有误（${place}）：${reason.zh}`, `${place}: ${reason.en}`),
});

/** `packs[0].rules[3].when` as a JSON pointer. */
const pointerOf = (place: string): string =>
  `/${place
    .replaceAll('~', '~0')
    .replaceAll('/', '~1')
    .replace(/\[(\d+)\]/g, '.$1')
    .split('.')
    .join('/')}`.slice(0, 300);
