/**
 * Half-typed forms, kept in the vault as one types: they come back after a lock, a crash or a change of screen.
 *   const draft = useDraft('planning.new', emptyForm);
 *   draft.value; draft.set({ … }); draft.restored; await draft.discard();   // discard once saved or given up
 * Wait for `draft.ready` before showing the form when what it held matters. Values are plain JSON.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ParamsOf } from '#shared/contract/index.ts';
import { callEngine } from './engine.ts';

const SAVE_AFTER_MS = 250;

const waiting = new Map<string, { value: unknown; timer: number }>();

async function save(key: string): Promise<void> {
  const pending = waiting.get(key);
  if (pending === undefined) return;
  window.clearTimeout(pending.timer);
  waiting.delete(key);
  await callEngine('drafts.save', { key, value: pending.value as ParamsOf<'drafts.save'>['value'] });
}

function saveSoon(key: string, value: unknown): void {
  const pending = waiting.get(key);
  if (pending !== undefined) window.clearTimeout(pending.timer);
  waiting.set(key, { value, timer: window.setTimeout(() => void save(key), SAVE_AFTER_MS) });
}

const others = new Set<() => Promise<void>>();

/** What else writes as one types, with a way of its own: resolves once nothing waits. The answer forgets it. */
export function alsoFlush(flush: () => Promise<void>): () => void {
  others.add(flush);
  return () => {
    others.delete(flush);
  };
}

/** Writes what is still waiting: before a lock, before the page goes. */
export async function flushDrafts(): Promise<void> {
  await Promise.all([...[...waiting.keys()].map(save), ...[...others].map((flush) => flush())]);
}

/** Called once by the page. */
export function keepDrafts(): void {
  window.addEventListener('pagehide', () => void flushDrafts());
  window.addEventListener('blur', () => void flushDrafts());
  window.margelle.shell.beforeLock(flushDrafts);
}

export interface Draft<T> {
  value: T;
  /** A new value, or a change of the present one. */
  set(next: T | ((value: T) => T)): void;
  /** True when the value came back from an earlier time. */
  restored: boolean;
  /** True once the vault has answered. */
  ready: boolean;
  /** Forgets the draft and goes back to the initial value. */
  discard(): Promise<void>;
}

/** `key` names the form (`planning.new`, `notes.<id>`); null keeps nothing. `initial` is read once per key. */
export function useDraft<T>(key: string | null, initial: T): Draft<T> {
  const first = useRef(initial);
  const [value, setValue] = useState(initial);
  const [restored, setRestored] = useState(false);
  const [readyKey, setReadyKey] = useState<string | null>(null);
  const touched = useRef(false);
  const current = useRef(value);
  const loaded = useRef<string | null>(null);

  const put = useCallback((next: T) => {
    current.current = next;
    setValue(next);
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `initial` counts only when the key changes
  useEffect(() => {
    if (key === null) return;
    if (loaded.current !== null && loaded.current !== key) {
      first.current = initial;
      put(initial);
    }
    loaded.current = key;
    touched.current = false;
    setRestored(false);
    let gone = false;
    void (async () => {
      // What was typed in this very window may not have been written yet.
      await save(key);
      const answer = await callEngine('drafts.get', { key });
      if (gone) return;
      if (answer.ok && answer.value !== null && !touched.current) {
        put(answer.value.value as T);
        setRestored(true);
      }
      setReadyKey(key);
    })();
    return () => {
      gone = true;
    };
  }, [key, put]);

  const set = useCallback(
    (next: T | ((value: T) => T)) => {
      touched.current = true;
      put(typeof next === 'function' ? (next as (value: T) => T)(current.current) : next);
      if (key !== null) saveSoon(key, current.current);
    },
    [key, put],
  );

  const discard = useCallback(async () => {
    put(first.current);
    setRestored(false);
    if (key === null) return;
    const pending = waiting.get(key);
    if (pending !== undefined) window.clearTimeout(pending.timer);
    waiting.delete(key);
    await callEngine('drafts.discard', { key });
  }, [key, put]);

  return { value, set, restored, ready: key === null || readyKey === key, discard };
}
