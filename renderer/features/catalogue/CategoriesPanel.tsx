/** The kinds of activities of the place: their names, colours and order. */
import { ActionIcon, Button, Group, Select, Text, TextInput } from '@mantine/core';
import { IconArrowUp, IconPlus, IconX } from '@tabler/icons-react';
import { placeInputs, type SettingsInput } from '#shared/contract/place.ts';
import { type Category, SPACE_COLOURS, type SpaceColour } from '#shared/domain/place/model.ts';
import { ColourMark } from '../../components/marks.tsx';
import { PanelForm } from '../../components/PanelForm.tsx';
import { SidePanel } from '../../components/SidePanel.tsx';
import { usePanelForm } from '../../components/usePanelForm.ts';
import { useCommand } from '../../ground/engine.ts';
import { showDone } from '../../ground/notices.tsx';
import { t } from '../../i18n/index.ts';

interface CategoriesPanelProps {
  categories: readonly Category[];
  onClose(): void;
}

type Values = { categories: Category[] };

export function CategoriesPanel({ categories, onClose }: CategoriesPanelProps) {
  const texts = t.catalogue.categories;
  const save = useCommand('place.saveSettings');
  const { form, draft, submit } = usePanelForm<Values, SettingsInput>({
    draftKey: 'catalogue.categories',
    initial: { categories: categories.map((one) => ({ ...one })) },
    schema: placeInputs.settings,
    toInput: (values) => values,
    async save(settings) {
      const answer = await save.run({ settings });
      if (!answer.ok) return false;
      showDone(texts.saved);
      onClose();
      return true;
    },
  });
  const { categories: list } = form.values;
  const set = (next: Category[]) => form.setFieldValue('categories', next);
  const change = (at: number, part: Partial<Category>) => {
    const one = list[at];
    if (one) set(list.with(at, { ...one, ...part }));
  };
  const moveUp = (at: number) => {
    const [one, above] = [list[at], list[at - 1]];
    if (one && above) set(list.with(at - 1, one).with(at, above));
  };

  return (
    <SidePanel opened width="38rem" title={texts.title} onClose={onClose}>
      <PanelForm draft={draft} busy={save.busy} onSubmit={submit} onCancel={onClose}>
        <Text c="dimmed">{list.length === 0 ? texts.empty : texts.detail}</Text>
        {list.map(({ id, name, colour }, at) => (
          <Group key={id} wrap="nowrap" gap="xs" align="flex-start">
            <TextInput
              aria-label={texts.name(at + 1)}
              style={{ flex: 1 }}
              maxLength={120}
              value={name}
              error={form.errors[`categories.${at}.name`]}
              onChange={(event) => change(at, { name: event.currentTarget.value })}
            />
            <Select
              aria-label={texts.colour(at + 1)}
              w="11rem"
              allowDeselect={false}
              leftSection={<ColourMark colour={colour} />}
              data={SPACE_COLOURS.map((value) => ({ value, label: t.forms.colours[value] }))}
              value={colour}
              onChange={(next) => change(at, { colour: next as SpaceColour })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              aria-label={texts.up(name)}
              disabled={at === 0}
              onClick={() => moveUp(at)}
            >
              <IconArrowUp size={18} />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              aria-label={texts.remove(name)}
              onClick={() => set(list.toSpliced(at, 1))}
            >
              <IconX size={18} />
            </ActionIcon>
          </Group>
        ))}
        <Group>
          <Button
            variant="default"
            leftSection={<IconPlus size={18} />}
            onClick={() => set([...list, { id: crypto.randomUUID(), name: '', colour: 'grey' }])}
          >
            {texts.add}
          </Button>
        </Group>
      </PanelForm>
    </SidePanel>
  );
}
