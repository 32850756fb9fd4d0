import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { dateAt } from '../../domain/kernel/local-date.ts';
import type { Language } from '../../domain/kernel/text.ts';
import { text } from '../../domain/kernel/text.ts';
import { toCsv } from '../../sheets/csv.ts';
import type { Table } from '../../sheets/table.ts';
import { toXlsx } from '../../sheets/xlsx.ts';
import { answers, type pageQuery } from '../contract/shared.ts';
import type { Api, App } from '../deps.ts';
import { chosenLanguage } from '../problem/language.ts';
import { ProblemError } from '../problem/problem-error.ts';
import { cellsOf, headingsOf } from './cells.ts';

type ListQuery = z.ZodObject<typeof pageQuery & z.core.$ZodShape>;
type ListPage = z.ZodObject<{ items: z.ZodArray<z.ZodObject>; nextCursor: z.ZodNullable<z.ZodString> }>;
type ItemOf<P extends ListPage> = z.output<P>['items'][number];

/** 列表 a list over HTTP: pages as JSON, and the whole of it as CSV and xlsx under the same filters. */
export interface List<Q extends ListQuery, P extends ListPage> {
  readonly path: `/api/v1/${string}`;
  readonly tag: string;
  readonly summary: string;
  readonly query: Q;
  readonly page: P;
  /** The columns of the file, in this order; a field named `...Fen` is written in yuan. */
  readonly columns: readonly (keyof ItemOf<P> & string)[];
  readonly read: (request: FastifyRequest, query: z.output<Q>) => Promise<z.output<P>>;
}

const PAGE = 100;
/** More than anybody reads, little enough to be made at once. */
const MAX_EXPORTED = 10_000;
const FORMS = {
  csv: ['text/csv', 'text/csv; charset=utf-8', (table: Table) => toCsv(table)],
  xlsx: [
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    (table: Table) => toXlsx([table]),
  ],
} as const;

export function listRoute<Q extends ListQuery, P extends ListPage>(
  app: App,
  api: Api,
  list: List<Q, P>,
): void {
  const { path, tag, summary, query, page, read } = list;
  app.get(
    path,
    {
      schema: { tags: [tag], summary, querystring: query, response: answers({ 200: page }) },
    },
    // The compiler has parsed the query with this very schema.
    async (request, reply: FastifyReply) => reply.send(await read(request, request.query as z.output<Q>)),
  );
  for (const form of ['csv', 'xlsx'] as const) exportRoute(app, api, { list, form });
}

function exportRoute<Q extends ListQuery, P extends ListPage>(
  app: App,
  api: Api,
  { list, form }: { readonly list: List<Q, P>; readonly form: keyof typeof FORMS },
): void {
  const [type, contentType, written] = FORMS[form];
  const exportQuery = list.query
    .omit({ cursor: true, limit: true })
    .extend({ lang: z.enum(['zh', 'en']).optional() });
  app.get(
    `${list.path}.${form}`,
    {
      schema: {
        tags: [list.tag],
        summary: `${list.summary} (${form})`,
        querystring: exportQuery,
        response: { ...answers({}), 200: { content: { [type]: { schema: z.string() } } } },
      },
    },
    async (request, reply: FastifyReply) => {
      const { lang, ...filter } = request.query as { lang?: Language };
      const language = chosenLanguage(request.headers, lang);
      const row = list.page.shape.items.element;
      const items = await allOf(list, request, filter);
      const name = `${list.path.split('/').at(-1) ?? 'list'}`;
      const numbers = list.columns.flatMap((column, index) => (column.endsWith('Fen') ? [index] : []));
      const rows = [
        headingsOf(list.columns, language),
        ...items.map((item) => cellsOf(item, { columns: list.columns, row, language })),
      ];
      const body = await written({ name, rows, numbers });
      const day = dateAt(api.now());
      return reply
        .type(contentType)
        .header('content-disposition', `attachment; filename="${name}-${day}.${form}"`)
        .send(body);
    },
  );
}

async function allOf<Q extends ListQuery, P extends ListPage>(
  { read }: List<Q, P>,
  request: FastifyRequest,
  filter: object,
): Promise<readonly ItemOf<P>[]> {
  const items: ItemOf<P>[] = [];
  let cursor: string | undefined;
  do {
    const asked = { ...filter, limit: PAGE, ...(cursor !== undefined && { cursor }) } as z.output<Q>;
    const page = await read(request, asked);
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
    if (items.length > MAX_EXPORTED) throw tooMany();
  } while (cursor !== undefined);
  return items;
}

const tooMany = (): ProblemError =>
  new ProblemError('TooLarge', {
    detail: text(
      `超过 ${MAX_EXPORTED} 条，无法一次导出；请增加筛选条件（如年度、区划）后再试。`,
      `There are more than ${MAX_EXPORTED} rows; narrow the list (by year or region, say) and try again.`,
    ),
  });
