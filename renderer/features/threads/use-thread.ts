/** A thread as its screen follows it: pages that stay whole when something arrives, and what is new in this visit. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { AppError } from '#shared/contract/errors/tags.ts';
import type { ThreadCircle, ThreadMessageView, ThreadView } from '#shared/contract/threads.ts';
import { callEngine } from '../../ground/engine.ts';

export type Shown = 'all' | 'tasks';

/** Asked again as a whole when the topic of the threads tells so: the pages follow one another without a gap. */
export function useThread(circle: ThreadCircle, show: Shown) {
  const query = useInfiniteQuery<
    ThreadView,
    AppError,
    { pages: ThreadView[] },
    unknown[],
    string | undefined
  >({
    queryKey: ['threads.list', { circle, show }, 'pages'],
    queryFn: async ({ pageParam }) => {
      const answer = await callEngine('threads.list', {
        circle,
        show,
        ...(pageParam === undefined ? {} : { before: pageParam }),
      });
      if (!answer.ok) throw answer.error;
      return answer.value;
    },
    initialPageParam: undefined,
    getNextPageParam: (last) => last.next,
  });
  const pages = query.data?.pages;
  return {
    messages: pages?.flatMap(({ messages }) => messages),
    openTasks: pages?.[0]?.openTasks ?? 0,
    unread: pages?.[0]?.unread ?? 0,
    error: query.error,
    more: query.hasNextPage ? () => void query.fetchNextPage() : null,
    loadingMore: query.isFetchingNextPage,
  };
}

/**
 * Marks as read once every unread message is on the screen and somebody is there; what was new keeps its mark until
 * the screen is left.
 */
export function useNewOnes(
  circle: ThreadCircle,
  messages: readonly ThreadMessageView[] | undefined,
  unread: number,
): ReadonlySet<string> {
  const known = useRef(new Set<string>());
  const [attended, setAttended] = useState(() => document.hasFocus());
  useEffect(() => {
    const look = () => setAttended(document.hasFocus());
    window.addEventListener('focus', look);
    window.addEventListener('blur', look);
    return () => {
      window.removeEventListener('focus', look);
      window.removeEventListener('blur', look);
    };
  }, []);
  const here = messages?.filter((message) => message.unread) ?? [];
  for (const { id } of here) known.current.add(id);
  const allShown = here.length > 0 && here.length >= unread;
  const last = here[0]?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `last` asks again for each new message
  useEffect(() => {
    if (attended && allShown) void callEngine('threads.markRead', { circle });
  }, [attended, allShown, circle, last]);
  return known.current;
}
