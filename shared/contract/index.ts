/**
 * The one typed contract between the screens and the engine. A capability declares its methods in a file of its
 * own and is merged here; nothing else crosses. Params are validated by the engine on every call.
 */
import type { z } from 'zod';
import type { Result } from '../domain/result.ts';
import { catalogueMethods } from './catalogue.ts';
import { demoMethods } from './demo.ts';
import { draftsMethods } from './drafts.ts';
import type { AppError } from './errors/tags.ts';
import { exchangeMethods } from './exchange.ts';
import { jobsMethods } from './jobs.ts';
import type { Method } from './method.ts';
import { notesMethods } from './notes.ts';
import { placeMethods } from './place.ts';
import { planningMethods } from './planning.ts';
import { preferencesMethods } from './preferences.ts';
import { programmeMethods } from './programme.ts';
import { quarterMethods } from './quarter.ts';
import { rivalsMethods } from './rivals.ts';
import { searchMethods } from './search.ts';
import { teamMethods } from './team.ts';
import { threadsMethods } from './threads.ts';
import { timesheetsMethods } from './timesheets.ts';
import { vaultMethods } from './vault.ts';

export const methods = {
  ...demoMethods,
  ...notesMethods,
  ...placeMethods,
  ...catalogueMethods,
  ...draftsMethods,
  ...exchangeMethods,
  ...jobsMethods,
  ...planningMethods,
  ...preferencesMethods,
  ...programmeMethods,
  ...quarterMethods,
  ...rivalsMethods,
  ...searchMethods,
  ...timesheetsMethods,
  ...teamMethods,
  ...threadsMethods,
  ...vaultMethods,
};

export type Methods = typeof methods;
export type MethodName = keyof Methods;
/** What a caller writes: defaults may be left out. */
export type ParamsOf<M extends MethodName> = z.input<Methods[M]['params']>;
/** What a handler receives: validated, defaults filled in. */
export type ValidParamsOf<M extends MethodName> = z.output<Methods[M]['params']>;
export type ValueOf<M extends MethodName> = Methods[M] extends Method<z.ZodType, infer Value> ? Value : never;
export type Answer<M extends MethodName> = Result<ValueOf<M>, AppError>;

/** Topics say what changed, never the data itself: screens fetch again. */
export interface Topics {
  'vault.changed': Record<never, never>;
  'place.changed': Record<never, never>;
  'catalogue.changed': Record<never, never>;
  /** Dates touched, when few; absent means "anything may have". */
  'planning.changed': { dates?: string[] };
  /** A quarter being composed; what is published is told by `planning.changed` too. */
  'quarter.changed': Record<never, never>;
  'notes.changed': Record<never, never>;
  'backup.changed': Record<never, never>;
  /** Devices, roles, circles, requests to join. */
  'team.changed': Record<never, never>;
  /** What is shared with whom, and who is connected. */
  'sharing.changed': Record<never, never>;
  'presence.changed': Record<never, never>;
  'joining.changed': Record<never, never>;
  'threads.changed': { circle: 'welcome' | 'care' };
  /** Long work: `done`/`total` in units of the job's own; ends with `state` other than running. */
  'job.progress': {
    job: string;
    done: number;
    total: number;
    state: 'running' | 'done' | 'cancelled' | 'failed';
  };
}
export type Topic = keyof Topics;
