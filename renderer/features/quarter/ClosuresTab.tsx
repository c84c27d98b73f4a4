/** The days that this quarter closes, and what the place already knows of its days. */
import { Button, Text, TextInput } from '@mantine/core';
import { IconCalendarOff, IconPlus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { z } from 'zod';
import { type DraftClosure, draftClosure } from '#shared/domain/quarter/model.ts';
import { useCommand } from '../../app/engine.ts';
import { DateField } from '../../components/DateField.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { showDone } from '../../components/notices.tsx';
import { PanelForm } from '../../components/PanelForm.tsx';
import { EditButton, Line, Lines, Section, Tag } from '../../components/Section.tsx';
import { SidePanel } from '../../components/SidePanel.tsx';
import { usePanelForm } from '../../components/usePanelForm.ts';
import { t } from '../../i18n/index.ts';
import { useQuarter } from './context.ts';
import { specialDays } from './special-days.ts';

const words = t.quarter.closures;

export function ClosuresTab() {
  const { view, readOnly } = useQuarter();
  const [opened, setOpened] = useState<DraftClosure | 'new' | null>(null);
  const known = useMemo(() => specialDays(view.days), [view.days]);
  const add = readOnly ? undefined : (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setOpened('new')}>
      {words.add}
    </Button>
  );
  const closures = [...view.closures].sort((a, b) => a.from.localeCompare(b.from));
  return (
    <div style={{ maxWidth: '52rem' }}>
      <Section title={words.title} detail={words.detail} action={closures.length > 0 ? add : undefined}>
        {closures.length === 0 ? (
          <EmptyState icon={IconCalendarOff} title={words.empty} example={words.emptyExample} action={add} />
        ) : (
          <Lines>
            {closures.map((closure) => (
              <Line
                key={closure.id}
                mark={<IconCalendarOff size={22} stroke={1.5} aria-hidden />}
                actions={
                  readOnly ? null : (
                    <EditButton
                      name={words.period(closure.from, closure.to)}
                      onClick={() => setOpened(closure)}
                    />
                  )
                }
              >
                <Text fw={600}>{words.period(closure.from, closure.to)}</Text>
                <Text size="sm" c="dimmed">
                  {closure.reason || t.place.closures.noReason}
                </Text>
              </Line>
            ))}
          </Lines>
        )}
      </Section>
      {known.length > 0 ? (
        <Section title={words.known} detail={words.knownDetail}>
          <Lines>
            {known.map(({ kind, name, from, to, closed }) => (
              <Line
                key={`${kind}${name}${from}`}
                badges={<Tag tone={closed ? 'warm' : 'quiet'}>{t.quarter.sheet.marks[kind]}</Tag>}
              >
                <Text fw={600}>{words.period(from, to)}</Text>
                <Text size="sm" c="dimmed">
                  {t.planning.day.reason({ kind, name })}
                </Text>
              </Line>
            ))}
          </Lines>
        </Section>
      ) : null}
      {opened === null ? null : (
        <ClosurePanel closure={opened === 'new' ? undefined : opened} onClose={() => setOpened(null)} />
      )}
    </div>
  );
}

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
          data-autofocus
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
