import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import files from '@fastify/static';
import type { App } from '../deps.ts';

/**
 * The console: its files, and its one page for every address that is none of the API's, so that a link into it opens
 * where it points to.
 */
export async function consoleRoutes(app: App, folder: string): Promise<void> {
  const page = await readFile(join(folder, 'index.html'), 'utf8');
  await app.register(files, {
    root: join(folder, 'assets'),
    prefix: '/assets/',
    // The names carry the hash of the content.
    immutable: true,
    maxAge: '365d',
    preCompressed: true,
    index: false,
    schemaHide: true,
  });
  app.get('/favicon.svg', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('image/svg+xml').send(await readFile(join(folder, 'favicon.svg'))),
  );
  for (const url of ['/', '/*']) {
    app.get(url, { schema: { hide: true } }, (request, reply) => {
      if (request.url.startsWith('/api/')) return reply.callNotFound();
      return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page);
    });
  }
}
