import { useCallback, useRef } from 'react';

/** 草稿 of a form, kept in this tab until it has been sent: a session that ends in between loses nothing. */
export function useDraft(name: string) {
  const key = `goufu.draft.${name}`;
  const read = (): object => JSON.parse(sessionStorage.getItem(key) ?? '{}') as object;
  const first = useRef<object | null>(null);
  first.current ??= read();
  const keep = useCallback((values: unknown) => sessionStorage.setItem(key, JSON.stringify(values)), [key]);
  const drop = useCallback(() => sessionStorage.removeItem(key), [key]);
  return { values: first.current, keep, drop };
}

/** A key of its own for one act; the same act sent again after a broken connection carries the same one. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `console-${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
