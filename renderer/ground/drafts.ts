/**
 * Half-typed forms, kept in the vault as one types: they come back after a lock, a crash or a change of screen.
 *   const draft = useDraft('planning.new', emptyForm);
 *   draft.value; draft.set({ … }); draft.restored; await draft.discard();   // discard once saved or given up
 * All of them are read as the vault opens, before the first screen: a form is there with what it held, and no letter can be
 * typed before that came. Values are plain JSON.
 */
import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import type { ParamsOf } from '#shared/contract/index.ts';
import { callEngine } from './engine.ts';

const SAVE_AFTER_MS = 250;

/** What the vault holds, and what it is about to be sent. */
const kept = new Map<string, unknown>();
/** The timers of what is not written yet. */
const waiting = new Map<string, number>();

async function save(key: string): Promise<void> {
  const timer = waiting.get(key);
  if (timer === undefined) return;
  window.clearTimeout(timer);
  waiting.delete(key);
  if (kept.has(key))
    await callEngine('drafts.save', { key, value: kept.get(key) as ParamsOf<'drafts.save'>['value'] });
  else await callEngine('drafts.discard', { key });
}

function saveSoon(key: string): void {
  window.clearTimeout(waiting.get(key));
  waiting.set(
    key,
    window.setTimeout(() => void save(key), SAVE_AFTER_MS),
  );
}

/** What a form holds from now on. */
export function keepDraft(key: string, value: unknown): void {
  kept.set(key, value);
  saveSoon(key);
}

/** Resolves once the vault holds it no more. */
export async function forgetDraft(key: string): Promise<void> {
  window.clearTimeout(waiting.get(key));
  waiting.delete(key);
  kept.delete(key);
  await callEngine('drafts.discard', { key });
}

/** False until the half-typed forms of this vault are read; used once, around the screens. */
export function useDraftsRead(): boolean {
  const [read, setRead] = useState(false);
  useEffect(() => {
    void callEngine('drafts.list', {}).then((answer) => {
      if (answer.ok) for (const { key, value } of answer.value) kept.set(key, value);
      setRead(true);
    });
  }, []);
  return read;
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
  /** A new value, or a change of the present one. Back to the initial one, nothing is left to come back. */
  set(next: T | ((value: T) => T)): void;
  /** True when the value came back from an earlier time. */
  restored: boolean;
  /** Forgets the draft and goes back to the initial value. */
  discard(): Promise<void>;
}

interface Form<T> {
  key: string;
  initial: T;
  value: T;
  restored: boolean;
}
const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
const begin = <T>(key: string, initial: T): Form<T> => {
  const restored = kept.has(key);
  return { key, initial, value: restored ? (kept.get(key) as T) : initial, restored };
};

/** `key` names the form (`planning.new`, `notes.<id>`). `initial` is read once per key. */
export function useDraft<T>(key: string, initial: T): Draft<T> {
  const form = useRef<Form<T>>(null);
  const [, draw] = useReducer((times: number) => times + 1, 0);
  if (form.current?.key !== key) form.current = begin(key, initial);
  const { value, restored } = form.current;

  const change = useCallback((part: (form: Form<T>) => Partial<Form<T>>): Form<T> => {
    const former = form.current as Form<T>;
    draw();
    form.current = { ...former, ...part(former) };
    return form.current;
  }, []);
  const set = useCallback(
    (next: T | ((value: T) => T)) => {
      let isInitial = false;
      const { key, value } = change((former) => {
        const value = typeof next === 'function' ? (next as (value: T) => T)(former.value) : next;
        isInitial = isSame(value, former.initial);
        return { value, restored: former.restored && !isInitial };
      });
      if (isInitial) {
        kept.delete(key);
        saveSoon(key);
      } else keepDraft(key, value);
    },
    [change],
  );
  const discard = useCallback(
    () => forgetDraft(change(({ initial }) => ({ value: initial, restored: false })).key),
    [change],
  );

  return { value, set, restored, discard };
}
