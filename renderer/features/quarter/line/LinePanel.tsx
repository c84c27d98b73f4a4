/** The whole form of a line: the fields of a booking, and when the series ends. */
import { Button, Group } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { lineKinds } from '#shared/domain/quarter/model.ts';
import { BookingFields } from '../../../components/booking/BookingFields.tsx';
import type { BookingForm } from '../../../components/booking/booking-form.ts';
import { FormShell } from '../../../components/booking/FormShell.tsx';
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx';
import { DraftNotice } from '../../../components/DraftNotice.tsx';
import { KeyHint } from '../../../components/KeyHint.tsx';
import { useDraft } from '../../../ground/drafts.ts';
import { useCommand } from '../../../ground/engine.ts';
import { showDone } from '../../../ground/notices.tsx';
import { t } from '../../../i18n/index.ts';
import { useQuarter } from '../ground/context.ts';
import type { LineForm, QuarterLine } from '../ground/lines.ts';
import { Comments } from './Comments.tsx';
import { type LineProblem, lineDraftKey, understandLine } from './line-form.ts';
import { Repeats } from './Repeats.tsx';

const words = t.quarter.line;

interface LinePanelProps {
  line?: QuarterLine;
  initial: LineForm;
  onClose(): void;
}

/** `initial` is what is stored, or what was understood of a typed line. */
export function LinePanel({ line, initial, onClose }: LinePanelProps) {
  const { view, names, readOnly } = useQuarter();
  const { key } = view;
  const draft = useDraft<LineForm>(lineDraftKey(key, line?.id), initial);
  const form = draft.value;
  const [tried, setTried] = useState(false);
  const [removing, setRemoving] = useState(false);
  const saving = useCommand('quarter.saveLine');
  const removal = useCommand('quarter.removeLine');
  const { input, problems } = understandLine(form, key, line?.id);
  const shown: LineProblem[] = tried ? problems : [];
  const change = (part: Partial<LineForm>) => draft.set((now) => ({ ...now, ...part }));
  const setBooking = (next: BookingForm | ((now: BookingForm) => BookingForm)) =>
    draft.set((now) => ({ ...now, booking: typeof next === 'function' ? next(now.booking) : next }));
  const title =
    form.booking.title.trim() ||
    names.activities.find(({ id }) => id === form.booking.activity)?.name ||
    t.app.kinds[form.booking.kind];

  const save = async () => {
    setTried(true);
    if (!input) return;
    const answer = await saving.run({ key, line: input });
    if (!answer.ok) return;
    await draft.discard();
    const { dates } = answer.value;
    showDone(line ? t.quarter.add.changed(title, dates) : t.quarter.add.added(title, dates, 1));
    onClose();
  };
  const remove = async () => {
    if (!line) return;
    const answer = await removal.run({ key, line: line.id });
    if (!answer.ok) return;
    await draft.discard();
    showDone(words.removed(line.title));
    onClose();
  };

  return (
    <FormShell
      onSave={save}
      footer={
        <Group justify="space-between">
          {line && !readOnly ? (
            <Button
              variant="subtle"
              color="gray"
              c="var(--mantine-color-text)"
              leftSection={<IconTrash size={18} aria-hidden />}
              onClick={() => setRemoving(true)}
            >
              {words.remove}
            </Button>
          ) : (
            <Button variant="default" onClick={onClose}>
              {t.app.confirm.close}
            </Button>
          )}
          <Button
            type="submit"
            loading={saving.busy}
            disabled={readOnly}
            rightSection={<KeyHint keys={t.planning.panel.saveKeys} />}
          >
            {line ? t.forms.save : t.quarter.add.action}
          </Button>
        </Group>
      }
    >
      <DraftNotice draft={draft} />
      <fieldset
        disabled={readOnly}
        style={{ display: 'contents', border: 0, padding: 0, margin: 0, minWidth: 0 }}
      >
        <BookingFields
          form={form.booking}
          set={setBooking}
          names={names}
          problems={shown.filter((problem) => problem !== 'rule' && problem !== 'outside')}
          chosenSpace={form.booking.spaces.length > 0}
          kinds={lineKinds}
          canBeOption={false}
        >
          <Repeats form={form} change={change} setBooking={setBooking} problems={shown} />
        </BookingFields>
      </fieldset>
      {line ? <Comments line={line} /> : null}
      <ConfirmDialog
        opened={removing}
        title={words.removeTitle(line?.title ?? '')}
        confirm={words.remove}
        busy={removal.busy}
        onConfirm={() => void remove()}
        onClose={() => setRemoving(false)}
      >
        {words.removeText}
      </ConfirmDialog>
    </FormShell>
  );
}
