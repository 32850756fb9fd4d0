import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import type { App } from '../deps.ts';

const TAGS = [
  ['session', '会话 Session'],
  ['project', '项目 Projects'],
  ['command', '办理 Commands: each is one act of one post in one project'],
  ['inbox', '待办 Inbox: approval cases and purchase projects in one list'],
  ['paper', '文书 Papers: attachments, opinion phrases, approval forms'],
  ['approval', '审批 Approvals: cases that run on published flows'],
  ['reference', '基础数据 Reference data'],
  ['supervision', '监督 Supervision'],
  ['change', '变动 Change feed'],
  ['public', '公示 Published items; open to everybody'],
  ['health', '运行状况 Health'],
] as const;

type Document = ReturnType<typeof jsonSchemaTransformObject>;

/** Named schemas are those of answers; their twins for requests, which nobody refers to, are left out. */
function withoutInputs(document: Document): Document {
  if (!('components' in document)) return document;
  const named = Object.entries(document.components?.schemas ?? {}).filter(
    ([name]) => !name.endsWith('Input'),
  );
  return {
    ...document,
    components: { ...document.components, schemas: Object.fromEntries(named) },
  } as Document; // the same entries, fewer
}

/** OpenAPI 3.1 from the routes' schemas. Before the routes. */
export async function documents(app: App): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: '购服 Goufu',
        version: 'v1',
        description:
          '政府购买服务流程引擎。演示模式：登录不验密码。所有错误均为 application/problem+json（RFC 9457）。\n\n' +
          'Workflow engine for government purchase of services. Demonstration mode: signing in asks no password. ' +
          'Every error is application/problem+json (RFC 9457).',
      },
      tags: TAGS.map(([name, description]) => ({ name, description })),
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
          cookie: { type: 'apiKey', in: 'cookie', name: 'goufu_session' },
        },
      },
      security: [{ bearer: [] }, { cookie: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: (document) => withoutInputs(jsonSchemaTransformObject(document)),
  });
  await app.register(swaggerUi, {
    routePrefix: '/api/docs',
    staticCSP: true,
    // The pages are served over plain HTTP too; an upgrade would leave them blank.
    transformStaticCSP: (header) => header.replace(/;?\s*upgrade-insecure-requests/g, ''),
    uiConfig: { docExpansion: 'none', displayRequestDuration: true, tagsSorter: 'alpha', validatorUrl: null },
  });
  app.get('/api/openapi.json', { schema: { hide: true } }, () => app.swagger());
}
