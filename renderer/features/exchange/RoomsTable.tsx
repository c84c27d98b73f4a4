/** Which space of the place each room of the file stands for. */
import { Button, Group, Stack, Table, Text } from '@mantine/core';
import type { ImportPreview } from '#shared/contract/exchange.ts';
import type { RoomChoice } from '#shared/domain/exchange/rooms.ts';
import type { Space } from '#shared/domain/place/model.ts';
import { TypedSelect } from '../../components/TypedSelect.tsx';
import { t } from '../../i18n/index.ts';
import { PartTitle } from './PartTitle.tsx';

interface RoomsTableProps {
  preview: ImportPreview;
  spaces: readonly Space[];
  rooms: Record<string, RoomChoice>;
  onChange(rooms: Record<string, RoomChoice>): void;
}

/** Longest name of a space. */
const NAME_MAX = 120;

export function RoomsTable({ preview, spaces, rooms, onChange }: RoomsTableProps) {
  const texts = t.exchange.rooms;
  const missing = preview.rooms.filter(({ key, suggestion }) => !suggestion && rooms[key]?.kind === 'none');
  const create = (name: string): RoomChoice => ({ kind: 'create', name: name.slice(0, NAME_MAX) });
  return (
    <Stack gap="xs">
      <Group justify="space-between" align="flex-end">
        <div style={{ flex: '1 1 20rem' }}>
          <PartTitle>{texts.title}</PartTitle>
          <Text c="dimmed">{texts.how}</Text>
        </div>
        {missing.length > 0 ? (
          <Button
            variant="default"
            onClick={() =>
              onChange({
                ...rooms,
                ...Object.fromEntries(missing.map(({ key, name }) => [key, create(name)])),
              })
            }
          >
            {texts.createMissing(missing.length)}
          </Button>
        ) : null}
      </Group>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{texts.room}</Table.Th>
            <Table.Th>{texts.count}</Table.Th>
            <Table.Th>{texts.space}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {preview.rooms.map(({ key, name, count }) => (
            <Table.Tr key={key}>
              <Table.Td>{name}</Table.Td>
              <Table.Td>{count}</Table.Td>
              <Table.Td w="50%">
                <TypedSelect
                  aria-label={texts.choose(name)}
                  data={optionsOf(rooms[key], spaces)}
                  value={codeOf(rooms[key])}
                  allowDeselect={false}
                  onChange={(value) => {
                    const choice = value === 'create' ? create(name) : choiceOf(value ?? 'none');
                    onChange({ ...rooms, [key]: choice });
                  }}
                />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {preview.withoutRoom > 0 ? <Text c="dimmed">{texts.withoutRoom(preview.withoutRoom)}</Text> : null}
    </Stack>
  );
}

/** `none`, `whole`, `create`, or the ids of spaces after `spaces:`. */
const codeOf = (choice: RoomChoice | undefined): string =>
  choice?.kind === 'spaces' ? `spaces:${choice.ids.join(' ')}` : (choice?.kind ?? 'none');

const choiceOf = (value: string): RoomChoice =>
  value.startsWith('spaces:')
    ? { kind: 'spaces', ids: value.slice('spaces:'.length).split(' ') }
    : value === 'whole'
      ? { kind: 'whole' }
      : { kind: 'none' };

function optionsOf(choice: RoomChoice | undefined, spaces: readonly Space[]) {
  const texts = t.exchange.rooms;
  const options = [
    { value: 'none', label: texts.none },
    { value: 'create', label: texts.create },
    { value: 'whole', label: texts.whole },
    ...spaces
      .filter(({ archived }) => !archived)
      .map(({ id, name }) => ({ value: `spaces:${id}`, label: name })),
  ];
  // Several spaces at once come from the file, never from this list.
  if (choice?.kind === 'spaces' && choice.ids.length > 1) {
    const names = choice.ids.map((id) => spaces.find((space) => space.id === id)?.name ?? '');
    options.push({ value: codeOf(choice), label: texts.several(names) });
  }
  return options;
}
