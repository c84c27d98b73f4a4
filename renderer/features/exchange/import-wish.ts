/** What one asks of an import: which days to read, and what to do with what was read. */
import type { ParamsOf } from '#shared/contract/index.ts';

export type Choices = Omit<ParamsOf<'exchange.import'>, 'previewId' | 'job'>;

export interface Period {
  from?: string | undefined;
  to?: string | undefined;
}
