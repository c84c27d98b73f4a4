/** Free places near the one that was asked for, as buttons. */
import { Button } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import type { SlotProposal, SlotRequest } from '#shared/domain/planning/model.ts';
import { t } from '../../i18n/index.ts';
import type { Names } from './names.ts';

interface ProposalsProps {
  proposals: readonly SlotProposal[];
  names: Names;
  onTake(slot: SlotRequest): void;
  focusFirst?: boolean;
  compact?: boolean;
}

export function Proposals({ proposals, names, onTake, focusFirst = false, compact = false }: ProposalsProps) {
  return proposals.map((proposal, at) => (
    <Button
      key={JSON.stringify(proposal.slot)}
      variant="light"
      justify="flex-start"
      size={compact ? 'compact-md' : 'sm'}
      h="auto"
      py={6}
      leftSection={<IconArrowRight size={18} aria-hidden />}
      styles={{ label: { whiteSpace: 'normal', textAlign: 'start' } }}
      data-autofocus={(focusFirst && at === 0) || undefined}
      onClick={() => onTake(proposal.slot)}
    >
      {t.planning.proposal.label(proposal, names.place(proposal.slot))}
    </Button>
  ));
}
