/** A new booking, or a whole series. */
import { Button, Group, Text } from '@mantine/core';
import { useEffect, useId, useRef, useState } from 'react';
import { BookingFields } from '../../../components/booking/BookingFields.tsx';
import {
  type BookingForm,
  emptyForm,
  type Start,
  understand,
} from '../../../components/booking/booking-form.ts';
import { FormShell } from '../../../components/booking/FormShell.tsx';
import { isIncluded, ruleOf } from '../../../components/booking/repetition-form.ts';
import { DraftNotice } from '../../../components/DraftNotice.tsx';
import { KeyHint } from '../../../components/KeyHint.tsx';
import { useDraft } from '../../../ground/drafts.ts';
import { useCommand } from '../../../ground/engine.ts';
import { t } from '../../../i18n/index.ts';
import { ATTEMPT_HANDLES } from '../attempts.tsx';
import type { PanelTools } from '../panel-tools.ts';
import { sayDone } from '../undo.ts';
import { LiveCheck } from './LiveCheck.tsx';
import { Repetition, useSeriesPreview } from './Repetition.tsx';

export function NewBooking({ start, names, attempt, onClose }: PanelTools & { start: Start }) {
  const draft = useDraft<BookingForm>('planning.new', emptyForm(start));
  const form = draft.value;
  const [tried, setTried] = useState(false);
  const { asked, problems } = understand(form);
  const create = useCommand('planning.create', { handles: ATTEMPT_HANDLES });
  const createSeries = useCommand('planning.createSeries', { handles: ATTEMPT_HANDLES });
  const preview = useSeriesPreview(form);
  const nothingToBook =
    preview.placements.length > 0 && !preview.placements.some((placement) => isIncluded(placement, form));
  const why = useId();

  // A draft came back, but a precise slot was chosen this time: the words are kept, the slot is the new one.
  const { restored, set } = draft;
  const placed = useRef(false);
  useEffect(() => {
    if (placed.current) return;
    placed.current = true;
    if (!restored || start.start === undefined) return;
    const fresh = emptyForm(start);
    set((kept) => ({
      ...kept,
      date: fresh.date,
      start: fresh.start,
      end: fresh.end,
      spaces: start.space ? fresh.spaces : kept.spaces,
      hosts: start.host ? fresh.hosts : kept.hosts,
      repetition: { ...kept.repetition, weekdays: fresh.repetition.weekdays },
    }));
  }, [restored, set, start]);

  const title =
    form.title.trim() ||
    names.activities.find(({ id }) => id === form.activity)?.name ||
    t.app.kinds[form.kind];
  const save = async () => {
    setTried(true);
    if (!asked) return;
    const rule = ruleOf(form);
    if (form.repetition.on && (!rule || nothingToBook)) return;
    const { privateLabel, ...shared } = asked;
    await attempt({
      title,
      slot: asked.slot,
      canBeOption: true,
      write: (slot, knowingly) => {
        if (!rule) return create.run({ ...asked, slot, ...knowingly });
        const left = preview.placements.filter((placement) => !isIncluded(placement, form));
        return createSeries.run({
          ...shared,
          slot,
          rule,
          skip: left.map((placement) => placement.slot.date),
          // The closed dates that remain were kept one by one.
          acceptOutsideOpening: true,
          asOption: form.asOption,
          ...knowingly,
        });
      },
      done: (written, slot) => {
        void draft.discard();
        onClose();
        const words = t.planning.gestures;
        void sayDone(
          rule ? words.createdSeries(title, written.ids.length) : words.created(title, slot),
          written,
        );
      },
    });
  };

  return (
    <FormShell
      onSave={save}
      footer={
        <Group justify="space-between" wrap="nowrap">
          <Button variant="default" onClick={onClose} flex="none">
            {t.app.confirm.close}
          </Button>
          {nothingToBook ? (
            <Text id={why} size="sm">
              {t.planning.repetition.nothingToBook}
            </Text>
          ) : null}
          <Button
            flex="none"
            type="submit"
            loading={create.busy || createSeries.busy}
            disabled={nothingToBook}
            aria-describedby={nothingToBook ? why : undefined}
            rightSection={<KeyHint keys={t.planning.panel.saveKeys} />}
          >
            {t.planning.panel.create_}
          </Button>
        </Group>
      }
    >
      <DraftNotice draft={draft} />
      <BookingFields
        form={form}
        set={draft.set}
        names={names}
        problems={tried ? problems : []}
        chosenSpace={Boolean(start.space)}
      >
        {form.repetition.on ? null : <LiveCheck form={form} set={draft.set} names={names} />}
        <Repetition form={form} set={draft.set} preview={preview} />
      </BookingFields>
    </FormShell>
  );
}
