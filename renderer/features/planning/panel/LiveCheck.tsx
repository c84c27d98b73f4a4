/** Says under the slot, as one types, whether it is free, and offers the free places nearby. */
import { Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMemo } from 'react';
import classes from '../../../components/booking/booking.module.css';
import { type BookingForm, understand } from '../../../components/booking/booking-form.ts';
import type { SetForm } from '../../../components/booking/fields.ts';
import type { Names } from '../../../components/booking/names.ts';
import { Proposals } from '../../../components/booking/Proposals.tsx';
import { writeTime } from '../../../components/booking/time-entry.ts';
import { useEngine } from '../../../ground/engine.ts';
import { t } from '../../../i18n/index.ts';
import { ClashList } from '../attempts.tsx';

const TYPING_MS = 200;

interface LiveCheckProps {
  form: BookingForm;
  set: SetForm;
  names: Names;
  /** The booking itself, when it exists. */
  ignore?: string;
}

/** What the engine needs to look for a place, even before the rest of the form is filled in. */
export function placedOf(form: BookingForm) {
  const { slot } = understand(form);
  return (
    slot && {
      slot,
      what: { kind: form.kind, mode: form.mode, equipment: form.equipment },
      who: { hosts: form.hosts, ...(form.facilitator ? { facilitator: form.facilitator } : {}) },
    }
  );
}

export function LiveCheck({ form, set, names, ignore }: LiveCheckProps) {
  const placed = useMemo(() => placedOf(form), [form]);
  const [settled] = useDebouncedValue(placed, TYPING_MS);
  const { data } = useEngine(
    'planning.check',
    {
      ...(settled ?? {
        slot: { date: '2000-01-01', start: '00:00', end: '00:05', spaces: [] },
        what: { kind: 'meeting' },
        who: {},
      }),
      ignore: ignore ? [ignore] : [],
    },
    { enabled: settled !== undefined, staleTime: 0 },
  );
  const words = t.planning.check;
  if (!placed || !data) return null;
  const { clashes, outsideOpening, alternatives } = data;
  const state = clashes.length > 0 ? 'taken' : outsideOpening.length > 0 ? 'outside' : 'free';
  return (
    <div className={classes.check} data-state={state} role="status">
      {state === 'free' ? <Text size="sm">{words.free}</Text> : null}
      {outsideOpening.length > 0 ? (
        <Text size="sm">
          {words.outside} {outsideOpening.map(t.planning.day.reason).join(', ')}.
        </Text>
      ) : null}
      {clashes.length > 0 ? (
        <>
          <Text size="sm" fw={600}>
            {words.taken}
          </Text>
          <ClashList clashes={clashes} />
          {alternatives.length > 0 ? (
            <Stack gap={4} mt={6} align="flex-start">
              <Text size="sm">{words.alternatives}</Text>
              <Proposals
                proposals={alternatives}
                names={names}
                compact
                onTake={(slot) =>
                  set((now) => ({
                    ...now,
                    date: slot.date,
                    start: writeTime(slot.start),
                    end: writeTime(slot.end),
                    spaces: slot.spaces,
                    wholePlace: slot.wholePlace,
                  }))
                }
              />
            </Stack>
          ) : null}
        </>
      ) : null}
    </div>
  );
}
