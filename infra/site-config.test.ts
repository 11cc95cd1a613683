import { statSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { tryGetMatchingRoute } from '@azure/static-web-apps-cli/dist/msha/routes-engine/rules/routes.js';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { operations } from '../contract/operations.ts';
import { readJson } from './testing/read-json.ts';

interface SiteConfig {
  readonly responseOverrides?: Readonly<Record<string, object>>;
  readonly globalHeaders: Readonly<Record<string, string>>;
}

const PATH = 'web/staticwebapp.config.json';
const SCHEMA = 'node_modules/@azure/static-web-apps-cli/schema/staticwebapp.config.json';
const config = readJson<SiteConfig>(PATH);

/** Largest file that the service accepts, in bytes. */
const MAX_BYTES = 20 * 1024;

describe('staticwebapp.config.json', () => {
  it('is valid according to the public schema', () => {
    const { $schema: _, id: __, ...schema } = readJson<Record<string, object>>(SCHEMA);
    const validate = new Ajv({ strict: false, allErrors: true }).compile(schema);
    validate(config);
    expect(validate.errors).toBeNull();
  });

  it('is no larger than the service accepts', () => {
    expect(statSync(join(import.meta.dirname, '..', PATH)).size).toBeLessThan(MAX_BYTES);
  });

  it.each(Object.entries(operations))(
    'gives %s the access that its contract says',
    (_, operation) => {
      const path = `/api/${operation.path.replaceAll(/\{\w+\}/g, 'AAAAAAAA')}`;
      expect(route(operation.method, path)?.allowedRoles).toEqual(
        operation.access === 'open' ? ['anonymous', 'authenticated'] : ['authenticated'],
      );
    },
  );

  it('opens the open operations only for reading', () => {
    expect(route('POST', '/api/health')?.allowedRoles).toEqual(['authenticated']);
    expect(route('DELETE', '/api/openapi.json')?.allowedRoles).toEqual(['authenticated']);
  });

  it('requires a sign-in for every other path of the API', () => {
    expect(route('GET', '/api')?.allowedRoles).toEqual(['authenticated']);
    expect(route('GET', '/api/health/more')?.allowedRoles).toEqual(['authenticated']);
  });

  it('does not change the API’s 401 response', () => {
    expect(config.responseOverrides?.['401']).toBeUndefined();
  });

  it('sends /login and /logout to the identity provider and back to this site', () => {
    expect(route('GET', '/login')?.redirect).toMatch(
      /\/\.auth\/login\/aad\?post_login_redirect_uri=\/signed-in$/,
    );
    expect(route('GET', '/logout')?.redirect).toMatch(
      /\/\.auth\/logout\?post_logout_redirect_uri=\/$/,
    );
  });

  it('blocks the other identity providers', () => {
    expect(route('GET', '/.auth/login/github')?.statusCode).toBe(404);
    expect(route('GET', '/.auth/login/twitter')?.statusCode).toBe(404);
  });

  it('caches hashed files for ever and revalidates everything else', () => {
    expect(route('GET', '/assets/main-ABC.js')?.headers?.['cache-control']).toContain('immutable');
    expect(config.globalHeaders['cache-control']).toBe('no-cache');
    for (const path of ['/', '/index.html', '/sw.js']) expect(route('GET', path)).toBeUndefined();
  });

  it('allows only scripts and styles of this site, and nothing inline', () => {
    const policy = new Map(
      config.globalHeaders['content-security-policy']?.split('; ').map((directive) => {
        const [name = '', ...sources] = directive.split(' ');
        return [name, sources.join(' ')] as const;
      }),
    );
    expect(policy.get('default-src')).toBe("'none'");
    expect(policy.get('script-src')).toBe("'self'");
    expect(policy.get('style-src')).toBe("'self'");
    expect(policy.get('frame-ancestors')).toBe("'none'");
    expect([...policy.values()].join(' ')).not.toMatch(/unsafe|https?:|\*/);
  });
});

interface Route {
  readonly allowedRoles?: readonly string[];
  readonly redirect?: string;
  readonly statusCode?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The rule that applies to a request, found with the emulator's own code. */
function route(method: string, url: string): Route | undefined {
  const request = { method, url, headers: { host: 'localhost' } };
  return tryGetMatchingRoute(request as IncomingMessage, config as never) as Route | undefined;
}
