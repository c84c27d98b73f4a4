/**
 * How screens talk to the engine. The only module that touches `window.margelle.call` and `.on`.
 *
 *   const { data, error, isPending } = useEngine('planning.range', { from, to });
 *   const create = useCommand('planning.create', { handles: ['slot_taken'] });
 *   const answer = await create.run({ … });        // a Result, never a rejection
 *   if (!answer.ok && answer.error.tag === 'slot_taken') …
 *
 * Answers stay fresh by themselves: a topic of the engine makes the queries of its capability ask again.
 * A command that is asked for again while it is under way is not called twice (`under-way.ts`).
 * A refusal that a screen does not handle is shown in three parts (what, what is safe, what to do).
 */
import {
  keepPreviousData,
  QueryClient,
  type QueryKey,
  type UseQueryResult,
  useMutation,
  useQuery,
} from '@tanstack/react-query';
import { useState } from 'react';
import type { AppError, ErrorTag } from '#shared/contract/errors/tags.ts';
import type { Answer, MethodName, ParamsOf, Topic, Topics, ValueOf } from '#shared/contract/index.ts';
import { err } from '#shared/domain/result.ts';
import { showRefusal } from './notices.tsx';
import { drawn, onceEach } from './under-way.ts';

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: AppError;
  }
}

/** `always`: the engine is on this machine; nothing waits for a network. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'always',
      retry: false,
      staleTime: Number.POSITIVE_INFINITY,
      refetchOnWindowFocus: false,
    },
    mutations: { networkMode: 'always', retry: false },
  },
});

/** What each capability's answers depend on; a method that depends on something else is named in full. */
const topicsOf: Record<string, Topic[]> = {
  vault: ['vault.changed', 'backup.changed'],
  place: ['place.changed'],
  catalogue: ['catalogue.changed', 'place.changed'],
  planning: ['planning.changed', 'catalogue.changed', 'place.changed'],
  quarter: ['quarter.changed', 'planning.changed', 'catalogue.changed', 'place.changed'],
  programme: ['planning.changed', 'catalogue.changed', 'place.changed'],
  timesheets: ['planning.changed', 'catalogue.changed'],
  notes: ['notes.changed'],
  search: ['planning.changed', 'catalogue.changed', 'notes.changed', 'place.changed'],
  exchange: ['planning.changed', 'catalogue.changed', 'place.changed'],
  today: ['planning.changed', 'catalogue.changed', 'place.changed', 'notes.changed'],
  rivals: [
    'planning.changed',
    'quarter.changed',
    'catalogue.changed',
    'place.changed',
    'team.changed',
    'threads.changed',
  ],
  threads: ['threads.changed', 'planning.changed', 'place.changed', 'team.changed'],
  team: ['team.changed', 'sharing.changed', 'place.changed'],
  'team.joining': ['joining.changed'],
  'team.meanwhile': ['planning.changed', 'place.changed'],
  'team.present': ['presence.changed', 'place.changed'],
  'team.requests': ['team.changed'],
};
function topicsBehind(key: QueryKey): readonly Topic[] {
  const method = String(key[0]);
  return topicsOf[method] ?? topicsOf[method.split('.', 1)[0] ?? ''] ?? [];
}

export function onTopic<T extends Topic>(topic: T, listen: (payload: Topics[T]) => void): () => void {
  return window.margelle.on(topic, (payload) => listen(payload as Topics[T]));
}

/** Called once by the page. */
export function followTopics(): void {
  const topics = new Set(Object.values(topicsOf).flat());
  for (const topic of topics)
    onTopic(topic, () => {
      void queryClient.invalidateQueries({
        predicate: ({ queryKey }) => topicsBehind(queryKey).includes(topic),
      });
    });
}

/** One call, as a Result. A call never rejects: a broken bridge is an `unexpected` refusal. */
export async function callEngine<M extends MethodName>(method: M, params: ParamsOf<M>): Promise<Answer<M>> {
  try {
    const answer = (await window.margelle.call(method, params)) as Answer<M>;
    // The vault closed behind our back: the threshold finds out and shows the unlock screen.
    if (!answer.ok && answer.error.tag === 'vault_locked')
      void queryClient.invalidateQueries({ queryKey: ['vault.state'] });
    return answer;
  } catch {
    return err({ tag: 'unexpected', reference: 'window' } as const) as Answer<M>;
  }
}

async function askEngine<M extends MethodName>(
  method: M,
  params: ParamsOf<M>,
): Promise<NonNullable<ValueOf<M>>> {
  const answer = await callEngine(method, params);
  if (!answer.ok) throw answer.error;
  return answer.value as NonNullable<ValueOf<M>>;
}

export interface QueryOptions {
  enabled?: boolean;
  /** Shows the former answer while the next is on its way (other week, other search). Default: true. */
  keepPrevious?: boolean;
  /** Milliseconds; 0 asks again each time the screen is shown. Default: until a topic says otherwise. */
  staleTime?: number;
}

export function useEngine<M extends MethodName>(
  method: M,
  params: ParamsOf<M>,
  { enabled = true, keepPrevious = true, staleTime }: QueryOptions = {},
): UseQueryResult<ValueOf<M>, AppError> {
  return useQuery<ValueOf<M>, AppError, ValueOf<M>, QueryKey>({
    queryKey: [method, params],
    queryFn: () => askEngine(method, params),
    enabled,
    ...(keepPrevious ? { placeholderData: keepPreviousData as never } : {}),
    ...(staleTime === undefined ? {} : { staleTime }),
  });
}

/** Asks before anything that wants the answer is drawn. Never rejects: a refusal is for who wants it. */
export const askFirst = <M extends MethodName>(method: M, params: ParamsOf<M>): Promise<void> =>
  queryClient.prefetchQuery({ queryKey: [method, params], queryFn: () => askEngine(method, params) });

/** A part of an answer: the component is drawn again when that part changes, not when the rest does. */
export function useEngineSelect<M extends MethodName, T>(
  method: M,
  params: ParamsOf<M>,
  select: (value: ValueOf<M>) => T,
): T | undefined {
  return useQuery<ValueOf<M>, AppError, T, QueryKey>({
    queryKey: [method, params],
    queryFn: () => askEngine(method, params),
    select,
  }).data;
}

/** Changes the cached answers of a method before the engine replies; taken back if it refuses. */
export type Edit = <Q extends MethodName>(
  method: Q,
  change: (value: ValueOf<Q>, params: ParamsOf<Q>) => ValueOf<Q>,
) => void;

export interface CommandOptions<M extends MethodName> {
  /** Refusals the screen shows in its own way; the others become a notification. */
  handles?: readonly ErrorTag[] | 'all';
  optimistically?: (params: ParamsOf<M>, edit: Edit) => void;
}

export interface Command<M extends MethodName> {
  run(params: ParamsOf<M>): Promise<Answer<M>>;
  busy: boolean;
  /** The last refusal, until the next run. */
  refusal: AppError | null;
  reset(): void;
}

export function useCommand<M extends MethodName>(
  method: M,
  { handles = [], optimistically }: CommandOptions<M> = {},
): Command<M> {
  const mutation = useMutation<Answer<M>, AppError, ParamsOf<M>>({
    mutationFn: async (params) => {
      const undo: (() => void)[] = [];
      optimistically?.(params, (edited, change) => {
        for (const [key, value] of queryClient.getQueriesData<ValueOf<typeof edited>>({
          queryKey: [edited],
        })) {
          if (value === undefined) continue;
          void queryClient.cancelQueries({ queryKey: key });
          queryClient.setQueryData(key, change(value, key[1] as ParamsOf<typeof edited>));
          undo.push(() => queryClient.setQueryData(key, value));
        }
      });
      const answer = await callEngine(method, params);
      if (!answer.ok) {
        for (const step of undo) step();
        if (handles !== 'all' && !handles.includes(answer.error.tag)) showRefusal(answer.error);
      }
      return answer;
    },
  });
  const { mutateAsync } = mutation;
  const [run] = useState(() => onceEach<ParamsOf<M>, Answer<M>>((params) => mutateAsync(params), drawn));
  return {
    run,
    busy: mutation.isPending,
    refusal: mutation.data?.ok === false ? mutation.data.error : null,
    reset: mutation.reset,
  };
}
