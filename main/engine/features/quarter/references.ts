/** What a line names must exist. What was archived since stays valid where it already was. */
import type { AppError } from '#shared/contract/errors/tags.ts';
import type { DraftLine } from '#shared/domain/quarter/model.ts';
import type { Result } from '#shared/domain/result.ts';
import type { OpenVault } from '../../capability/feature.ts';
import { checkNames } from '../planning/index.ts';

type Named = Pick<DraftLine, 'what' | 'who'> & { plan: Pick<DraftLine['plan'], 'slot'> };

/** Error: `not_found` with what is missing: space, host, facilitator, activity or equipment. */
export const checkNamed = (vault: OpenVault, line: Named, before?: Named): Result<undefined, AppError> =>
  checkNames(vault, named(line), before && named(before));

const named = ({ plan, what, who }: Named) => ({ slot: plan.slot, what, who });
