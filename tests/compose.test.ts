import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const text = readFileSync(new URL('../docker-compose.yml', import.meta.url), 'utf8');
const example = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');

const duration = z.string().regex(/^\d+(s|m)$/);
const words = z.array(z.string().min(1)).min(1);
const port = z.string().regex(/^\$\{BIND_ADDRESS:-127\.0\.0\.1\}:\$\{[A-Z_]+:-\d+\}:\d+$/);

const healthcheck = z.strictObject({
  test: words.refine((test) => test[0] === 'CMD'),
  interval: duration,
  timeout: duration,
  retries: z.int().positive(),
  start_period: duration,
});

const condition = z.enum(['service_healthy', 'service_completed_successfully']);

/** The part of the compose specification that this file uses; a key it does not know, or a misspelt one, fails. */
const service = z.strictObject({
  image: z.string(),
  build: z.literal('.').optional(),
  restart: z.string().regex(/^(unless-stopped|on-failure:\d+)$/),
  depends_on: z.record(z.string(), z.strictObject({ condition })).optional(),
  environment: z.record(z.string().regex(/^[A-Z_]+$/), z.string()).optional(),
  entrypoint: words.optional(),
  command: words.optional(),
  ports: z.array(port).min(1).optional(),
  volumes: z.array(z.string().regex(/^[a-z-]+:\/[\w/]+$/)).optional(),
  configs: z.array(z.strictObject({ source: z.string(), target: z.string().startsWith('/') })).optional(),
  healthcheck: healthcheck.optional(),
  deploy: z.strictObject({ replicas: z.string() }).optional(),
  init: z.boolean().optional(),
  read_only: z.boolean().optional(),
  tmpfs: words.optional(),
  cap_drop: words.optional(),
  security_opt: words.optional(),
  shm_size: z.string().optional(),
  stop_grace_period: duration.optional(),
});

const file = z.looseObject({
  name: z.string(),
  services: z.record(z.string(), service),
  volumes: z.record(z.string(), z.strictObject({})),
  configs: z.record(z.string(), z.strictObject({ content: z.string().min(1) })),
});

const compose = file.parse(parse(text, { merge: true }));
const services = Object.entries(compose.services);
const ONE_SHOT = services.filter(([, { restart }]) => restart.startsWith('on-failure')).map(([name]) => name);

describe('docker-compose.yml (checked by its structure; never run here)', () => {
  it('has no key at the top but those of the specification and extensions', () => {
    const known = ['name', 'services', 'volumes', 'configs'];
    expect(Object.keys(compose).filter((key) => !known.includes(key) && !key.startsWith('x-'))).toEqual([]);
  });

  it('brings every part of Goufu', () => {
    expect(Object.keys(compose.services)).toEqual(
      expect.arrayContaining(['postgres', 'temporal', 'temporal-ui', 'api', 'worker', 'console']),
    );
  });

  it.each(services)('%s has an image of a fixed version', (_name, { image }) => {
    expect(image).toMatch(/^[a-z/-]+:\d+\.\d+[\w.-]*$/);
  });

  it.each(services)('%s has a health check or runs once', (name, { healthcheck: check }) => {
    expect(check !== undefined || ONE_SHOT.includes(name)).toBe(true);
  });

  it.each(services)(
    '%s waits for services that there are, in a way that can come true',
    (_name, { depends_on: needs }) => {
      for (const [needed, { condition: how }] of Object.entries(needs ?? {})) {
        expect(compose.services[needed], needed).toBeDefined();
        expect(how, needed).toBe(
          ONE_SHOT.includes(needed) ? 'service_completed_successfully' : 'service_healthy',
        );
      }
    },
  );

  it.each(services)('%s uses volumes and configs that are declared', (_name, { volumes, configs }) => {
    for (const volume of volumes ?? []) expect(compose.volumes).toHaveProperty(volume.split(':')[0] ?? '');
    for (const { source } of configs ?? []) expect(Object.keys(compose.configs)).toContain(source);
  });

  it('lets the worker be scaled: no fixed name, no published port', () => {
    expect(compose.services['worker']?.ports).toBeUndefined();
    expect(text).not.toContain('container_name');
  });

  it('publishes neither the database nor Temporal', () => {
    expect(compose.services['postgres']?.ports).toBeUndefined();
    expect(compose.services['temporal']?.ports).toBeUndefined();
  });
});

describe('.env.example', () => {
  const used = [...text.matchAll(/(?<!\$)\$\{([A-Z_]+)(:[?-])?([^}]*)\}/g)];
  const explained = [...example.matchAll(/^([A-Z_]+)=(.*)$/gm)];

  it('explains each variable of the compose file and no other', () => {
    const names = new Set(used.map(([, name]) => name));
    expect(new Set(explained.map(([, name]) => name))).toEqual(names);
  });

  it('leaves secrets empty, and the compose file refuses to start without them', () => {
    const secrets = used.filter(([, name]) => /PASSWORD|SECRET/.test(name ?? ''));
    expect(secrets.length).toBeGreaterThan(0);
    for (const [, name, operator] of secrets) {
      expect(operator, name).toBe(':?');
      expect(explained.find(([, other]) => other === name)?.[2], name).toBe('');
    }
  });

  it('shows the same defaults as the compose file', () => {
    for (const [, name, operator, fallback] of used) {
      if (operator === ':-') expect(explained.find(([, other]) => other === name)?.[2], name).toBe(fallback);
    }
  });
});
