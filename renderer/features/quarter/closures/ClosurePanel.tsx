/** The form of a closure of the quarter. */
import { Button, TextInput } from '@mantine/core';
import { z } from 'zod';
import { type DraftClosure, draftClosure } from '#shared/domain/quarter/model.ts';
import { DateField } from '../../../components/DateField.tsx';
import { PanelForm } from '../../../components/PanelForm.tsx';
import { SidePanel } from '../../../components/SidePanel.tsx';
import { usePanelForm } from '../../../components/usePanelForm.ts';
import { useCommand } from '../../../ground/engine.ts';
import { showDone } from '../../../ground/notices.tsx';
import { t } from '../../../i18n/index.ts';
import { useQuarter } from '../ground/context.ts';

const words = t.quarter.closures;

const schema = z
  .object({ ...draftClosure.shape, id: z.string().optional() })
  .refine(({ from, to }) => from <= to, {
    error: 'ends_before_it_starts',
    path: ['to'],
  });
type Values = { from: string; to: string; reason: string };

interface ClosurePanelProps {
  closure: DraftClosure | undefined;
  onClose(): void;
}

export function ClosurePanel({ closure, onClose }: ClosurePanelProps) {
  const { view } = useQuarter();
  const { key } = view;
  const saving = useCommand('quarter.saveClosure');
  const removal = useCommand('quarter.removeClosure');
  const { form, draft, submit } = usePanelForm<Values, Values & { id?: string }>({
    draftKey: `quarter.closure.${closure?.id ?? `${key}.new`}`,
    initial: { from: closure?.from ?? '', to: closure?.to ?? '', reason: closure?.reason ?? '' },
    schema,
    toInput: ({ from, to, reason }) => ({
      ...(closure ? { id: closure.id } : {}),
      from,
      to: to === '' ? from : to,
      reason,
    }),
    async save(input) {
      const answer = await saving.run({ key, closure: input });
      if (!answer.ok) return false;
      showDone(words.done(input.from, input.to));
      onClose();
      return true;
    },
  });
  const { values, errors } = form;
  const remove = async (id: string) => {
    const answer = await removal.run({ key, id });
    if (!answer.ok) return;
    await draft.discard();
    showDone(words.removed);
    onClose();
  };
  return (
    <SidePanel opened title={closure ? words.edit : words.new} onClose={onClose}>
      <PanelForm
        draft={draft}
        busy={saving.busy}
        onSubmit={submit}
        onCancel={onClose}
        aside={
          closure ? (
            <Button
              variant="subtle"
              color="gray"
              c="var(--mantine-color-text)"
              loading={removal.busy}
              onClick={() => void remove(closure.id)}
            >
              {t.forms.remove}
            </Button>
          ) : null
        }
      >
        <DateField
          label={t.forms.from}
          value={values.from}
          required
          withAsterisk={false}
          defaultDate={view.from}
          error={errors.from}
          onChange={(from) => form.setFieldValue('from', from)}
        />
        <DateField
          label={t.forms.to}
          value={values.to}
          defaultDate={view.from}
          error={errors.to}
          onChange={(to) => form.setFieldValue('to', to)}
        />
        <TextInput
          label={words.reason}
          description={words.reasonHint}
          maxLength={200}
          error={errors.reason}
          value={values.reason}
          onChange={(event) => form.setFieldValue('reason', event.currentTarget.value)}
        />
      </PanelForm>
    </SidePanel>
  );
}
