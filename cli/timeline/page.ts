import type { z } from 'zod';
import type { providerListSchema } from '../../api/contract/provider.ts';
import type { Session } from '../api-client.ts';
import type { Page } from './entry-lines.ts';
import { paintFor } from './paint.ts';

const USUAL_COLUMNS = 110;
const MOST_COLUMNS = 140;

/** How standard output takes a timeline: its width, its colours, and providers by their names. */
export async function outputPage(reader: Session): Promise<Page> {
  const { items } = await reader.get<z.output<typeof providerListSchema>>('/providers?limit=100');
  const names = new Map(items.map(({ providerId, name }) => [providerId, name]));
  return {
    columns: Math.min(process.stdout.columns ?? USUAL_COLUMNS, MOST_COLUMNS),
    paint: paintFor(process.stdout),
    nameOf: (id) => names.get(id) ?? id,
  };
}
