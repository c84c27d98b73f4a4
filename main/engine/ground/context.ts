/** What everything in the engine is given to work with, vault open or not. */
import type { Answer, MethodName, Topic, Topics, ValidParamsOf } from '#shared/contract/index.ts';
import type { Clock, Random } from './clock.ts';
import type { FileGrants } from './file-grants.ts';
import type { Jobs } from './jobs.ts';

export interface Context {
  clock: Clock;
  random: Random;
  files: FileGrants;
  jobs: Jobs;
  emit<T extends Topic>(topic: T, payload: Topics[T]): void;
}

export type Handler<M extends MethodName, C> = (
  params: ValidParamsOf<M>,
  context: C,
) => Answer<M> | Promise<Answer<M>>;

/** Handlers of some methods that need no more than the context, vault open or not. */
export type ContextHandlers<Names extends MethodName> = { [M in Names]: Handler<M, Context> };
