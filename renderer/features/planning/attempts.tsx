/**
 * A write that may be refused and retried knowingly. One way for the whole planning: a taken slot names what holds it
 * and offers the nearest free places, a closed hour asks to confirm. Nothing is written until the person has chosen.
 */
import { Button, Group, List, Stack, Text } from '@mantine/core';
import { IconClockPause } from '@tabler/icons-react';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import type { AppError } from '#shared/contract/errors/tags.ts';
import type { Written } from '#shared/contract/planning.ts';
import type { OutsideReason } from '#shared/domain/place/opening.ts';
import type { Clash, SlotProposal, SlotRequest } from '#shared/domain/planning/model.ts';
import type { Result } from '#shared/domain/result.ts';
import type { Names } from '../../components/booking/names.ts';
import { Proposals } from '../../components/booking/Proposals.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { useGesture } from '../../ground/under-way.ts';
import { t } from '../../i18n/index.ts';
import { clashLines } from './clashes.ts';

export interface Knowingly {
  acceptOutsideOpening?: boolean;
  asOption?: boolean;
}

export interface Attempt {
  /** What is being placed, as said to the person. */
  title: string;
  slot: SlotRequest;
  /** Whether "an option anyway" makes sense here. */
  canBeOption: boolean;
  write(slot: SlotRequest, knowingly: Knowingly): Promise<Result<Written, AppError>>;
  done(written: Written, slot: SlotRequest): void;
  /** Refused and given up, or refused for a reason that was already shown. */
  gaveUp?(): void;
}

type Asking =
  | { kind: 'taken'; attempt: Attempt; knowingly: Knowingly; clashes: Clash[]; alternatives: SlotProposal[] }
  | { kind: 'outside'; attempt: Attempt; knowingly: Knowingly; reasons: OutsideReason[] };

/** The refusals that an attempt shows itself: give them to `useCommand`. */
export const ATTEMPT_HANDLES = ['slot_taken', 'outside_opening'] as const;

export function useAttempts(names: Names): { attempt(attempt: Attempt): Promise<void>; dialogs: ReactNode } {
  const [asking, setAsking] = useState<Asking | null>(null);

  const run = useCallback(async (attempt: Attempt, knowingly: Knowingly): Promise<void> => {
    const answer = await attempt.write(attempt.slot, knowingly);
    if (answer.ok) {
      setAsking(null);
      attempt.done(answer.value, attempt.slot);
    } else if (answer.error.tag === 'slot_taken') {
      const { clashes, alternatives } = answer.error;
      setAsking({ kind: 'taken', attempt, knowingly, clashes, alternatives });
    } else if (answer.error.tag === 'outside_opening') {
      setAsking({ kind: 'outside', attempt, knowingly, reasons: answer.error.reasons });
    } else {
      setAsking(null);
      attempt.gaveUp?.();
    }
  }, []);

  const giveUp = () => {
    asking?.attempt.gaveUp?.();
    setAsking(null);
  };
  const again = useGesture(async (knowingly: Knowingly, slot?: SlotRequest) => {
    if (!asking) return;
    await run(slot ? { ...asking.attempt, slot } : asking.attempt, { ...asking.knowingly, ...knowingly });
  });

  const dialogs = (
    <>
      <Dialog opened={asking?.kind === 'taken'} onClose={giveUp} title={t.planning.conflict.title} size="lg">
        {asking?.kind === 'taken' ? (
          <Taken
            asking={asking}
            names={names}
            onTake={(slot) => again({}, slot)}
            onOption={() => again({ asOption: true })}
            onClose={giveUp}
          />
        ) : null}
      </Dialog>
      <Dialog opened={asking?.kind === 'outside'} onClose={giveUp} title={t.planning.outside.title}>
        {asking?.kind === 'outside' ? (
          <Stack gap="sm">
            <Text>
              {t.planning.conflict.asked(
                asking.attempt.title,
                asking.attempt.slot,
                names.place(asking.attempt.slot),
              )}
            </Text>
            <Text>{t.planning.outside.body}</Text>
            <List>
              {asking.reasons.map((reason) => (
                <List.Item key={`${reason.kind}${reason.name}`}>{t.planning.day.reason(reason)}</List.Item>
              ))}
            </List>
            <Group justify="flex-end">
              <Button variant="default" onClick={giveUp}>
                {t.planning.outside.back}
              </Button>
              <Button data-autofocus onClick={() => again({ acceptOutsideOpening: true })}>
                {t.planning.outside.confirm}
              </Button>
            </Group>
          </Stack>
        ) : null}
      </Dialog>
    </>
  );

  return useMemo(() => ({ attempt: (attempt) => run(attempt, {}), dialogs }), [run, dialogs]);
}

interface TakenProps {
  asking: Extract<Asking, { kind: 'taken' }>;
  names: Names;
  onTake(slot: SlotRequest): void;
  onOption(): void;
  onClose(): void;
}

function Taken({ asking: { attempt, clashes, alternatives }, names, onTake, onOption, onClose }: TakenProps) {
  const words = t.planning.conflict;
  return (
    <Stack gap="sm">
      <Text>{words.asked(attempt.title, attempt.slot, names.place(attempt.slot))}</Text>
      <div>
        <Text>{words.held}</Text>
        <ClashList clashes={clashes} />
        <Text c="dimmed" size="sm">
          {words.safe}
        </Text>
      </div>
      {alternatives.length > 0 ? (
        <Stack gap="xs" role="group" aria-label={words.alternatives}>
          <Text fw={600}>{words.alternatives}</Text>
          <Proposals proposals={alternatives} names={names} onTake={onTake} focusFirst />
        </Stack>
      ) : (
        <Text>{words.none}</Text>
      )}
      <Group justify="space-between" mt="xs" align="flex-start">
        <Button variant="default" onClick={onClose}>
          {words.back}
        </Button>
        {attempt.canBeOption ? (
          <Stack gap={2} maw="22rem" align="flex-end">
            <Button variant="subtle" leftSection={<IconClockPause size={18} />} onClick={onOption}>
              {words.option}
            </Button>
            <Text size="xs" c="dimmed" ta="right">
              {words.optionHint}
            </Text>
          </Stack>
        ) : null}
      </Group>
    </Stack>
  );
}

export function ClashList({ clashes }: { clashes: readonly Clash[] }) {
  return (
    <List>
      {clashLines(clashes).map(({ key, day, label, why }) => (
        <List.Item key={key}>
          {`${day}\u00a0: `}
          <strong>{label}</strong> ({why})
        </List.Item>
      ))}
    </List>
  );
}
