/** One person or partner from outside: how to reach her, what she asks, when she can come, her papers. */
import {
  ActionIcon,
  Button,
  Fieldset,
  Group,
  SegmentedControl,
  Select,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { catalogueInputs, type FacilitatorInput } from '#shared/contract/catalogue.ts';
import {
  DOCUMENT_KINDS,
  type Facilitator,
  type FacilitatorDocument,
} from '#shared/domain/catalogue/facilitator.ts';
import type { Absence } from '#shared/domain/place/host.ts';
import { AbsencesField } from '../../components/AbsencesField.tsx';
import { AmountField } from '../../components/AmountField.tsx';
import { ArchiveButton } from '../../components/ArchiveButton.tsx';
import { DateField } from '../../components/DateField.tsx';
import { PanelForm } from '../../components/PanelForm.tsx';
import { SidePanel } from '../../components/SidePanel.tsx';
import { showSaved } from '../../components/saved.ts';
import { usePanelForm } from '../../components/usePanelForm.ts';
import { useCommand } from '../../ground/engine.ts';
import { t } from '../../i18n/index.ts';

interface FacilitatorPanelProps {
  facilitator: Facilitator | undefined;
  onClose(): void;
}

type Paper = { kind: FacilitatorDocument['kind']; name: string; expires: string };
type Values = {
  name: string;
  email: string;
  phone: string;
  unit: 'none' | 'session' | 'hour';
  cents: number | '';
  availability: string;
  absences: Absence[];
  documents: Paper[];
};

export function FacilitatorPanel({ facilitator, onClose }: FacilitatorPanelProps) {
  const texts = t.catalogue.facilitators;
  const saveFacilitator = useCommand('catalogue.saveFacilitator');
  const archive = useCommand('catalogue.archiveFacilitator');
  const { form, draft, submit } = usePanelForm<Values, FacilitatorInput>({
    draftKey: `catalogue.facilitator.${facilitator?.id ?? 'new'}`,
    initial: {
      name: facilitator?.name ?? '',
      email: facilitator?.contact.email ?? '',
      phone: facilitator?.contact.phone ?? '',
      unit: facilitator?.price?.unit ?? 'none',
      cents: facilitator?.price?.cents ?? '',
      availability: facilitator?.availability ?? '',
      absences: facilitator?.absences ?? [],
      documents: (facilitator?.documents ?? []).map(({ expires, ...paper }) => ({
        ...paper,
        expires: expires ?? '',
      })),
    },
    schema: catalogueInputs.facilitator,
    toInput: ({ name, email, phone, unit, cents, availability, absences, documents }) => ({
      ...(facilitator ? { id: facilitator.id } : {}),
      name,
      contact: {
        ...(email.trim() === '' ? {} : { email: email.trim() }),
        ...(phone.trim() === '' ? {} : { phone }),
      },
      price: unit === 'none' ? null : { unit, cents: cents === '' ? -1 : cents },
      availability,
      absences,
      documents: documents.map(({ expires, ...paper }) => ({
        ...paper,
        ...(expires === '' ? {} : { expires }),
      })),
    }),
    async save(input) {
      const answer = await saveFacilitator.run({ facilitator: input });
      if (!answer.ok) return false;
      showSaved(t.forms.saved(input.name.trim()), answer.value.gestureId);
      onClose();
      return true;
    },
  });
  const { values, errors } = form;
  const setPaper = (index: number, part: Partial<Paper>) => {
    const paper = values.documents[index];
    if (paper) form.setFieldValue('documents', values.documents.with(index, { ...paper, ...part }));
  };

  async function setArchived({ id, name }: Facilitator, archived: boolean) {
    const answer = await archive.run({ id, archived });
    if (!answer.ok) return;
    showSaved(archived ? t.forms.archivedDone(name) : t.forms.restoredDone(name), answer.value.gestureId);
    onClose();
  }

  return (
    <SidePanel opened width="38rem" title={facilitator?.name ?? texts.new} onClose={onClose}>
      <PanelForm
        draft={draft}
        busy={saveFacilitator.busy}
        onSubmit={submit}
        onCancel={onClose}
        aside={
          facilitator ? (
            <ArchiveButton
              archived={facilitator.archived}
              title={texts.archiveTitle(facilitator.name)}
              text={texts.archiveText}
              busy={archive.busy}
              onChange={(archived) => void setArchived(facilitator, archived)}
            />
          ) : null
        }
      >
        <TextInput label={texts.name} required data-autofocus {...form.getInputProps('name')} />
        <Group grow align="flex-start" gap="sm">
          <TextInput label={texts.phone} type="tel" {...form.getInputProps('phone')} />
          <TextInput
            label={texts.email}
            type="email"
            {...form.getInputProps('email')}
            error={errors['contact.email']}
          />
        </Group>
        <Fieldset legend={texts.price}>
          <Group align="flex-end" gap="sm">
            <SegmentedControl
              aria-label={texts.priceUnit}
              data={(['none', 'session', 'hour'] as const).map((value) => ({
                value,
                label: texts.units[value],
              }))}
              {...form.getInputProps('unit')}
            />
            {values.unit === 'none' ? null : (
              <AmountField
                label={texts.amount}
                w={140}
                value={values.cents}
                error={errors['price.cents']}
                onChange={(cents) => form.setFieldValue('cents', cents)}
              />
            )}
          </Group>
        </Fieldset>
        <Textarea
          label={texts.availability}
          placeholder={texts.availabilityExample}
          autosize
          minRows={2}
          {...form.getInputProps('availability')}
        />
        <AbsencesField
          value={values.absences}
          onChange={(absences) => form.setFieldValue('absences', absences)}
          problem={(path) => (typeof errors[path] === 'string' ? errors[path] : undefined)}
        />
        <Fieldset legend={texts.documents}>
          <Stack gap="sm">
            {values.documents.length === 0 ? (
              <Text size="sm" c="dimmed">
                {texts.noDocument}
              </Text>
            ) : null}
            {values.documents.map(({ kind, name, expires }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: papers have no other identity while they are typed
              <Group key={index} gap="xs" wrap="nowrap" align="flex-start">
                <Select
                  label={texts.documentKind}
                  w={130}
                  allowDeselect={false}
                  data={DOCUMENT_KINDS.map((value) => ({ value, label: texts.kinds[value] }))}
                  value={kind}
                  onChange={(value) => {
                    if (value !== null) setPaper(index, { kind: value });
                  }}
                />
                <TextInput
                  label={texts.documentName}
                  style={{ flex: 1 }}
                  value={name}
                  error={errors[`documents.${index}.name`]}
                  onChange={(event) => setPaper(index, { name: event.currentTarget.value })}
                />
                <DateField
                  label={texts.expires}
                  w={170}
                  value={expires}
                  error={errors[`documents.${index}.expires`]}
                  onChange={(date) => setPaper(index, { expires: date })}
                />
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size={30}
                  mt={30}
                  aria-label={texts.removeDocument(texts.kinds[kind])}
                  onClick={() => form.setFieldValue('documents', values.documents.toSpliced(index, 1))}
                >
                  <IconX size={18} />
                </ActionIcon>
              </Group>
            ))}
            <Button
              variant="subtle"
              size="compact-sm"
              style={{ alignSelf: 'flex-start' }}
              leftSection={<IconPlus size={16} />}
              onClick={() =>
                form.setFieldValue('documents', [
                  ...values.documents,
                  { kind: 'insurance', name: '', expires: '' },
                ])
              }
            >
              {texts.addDocument}
            </Button>
          </Stack>
        </Fieldset>
      </PanelForm>
    </SidePanel>
  );
}
