/** Spaces in their order, and the material that can be booked. */
import { ActionIcon, Button, Checkbox, Text, Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconBox, IconDoor, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Equipment } from '#shared/domain/place/equipment.ts';
import type { Space } from '#shared/domain/place/model.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ColourMark } from '../../components/marks.tsx';
import { EditButton, Line, Lines, Section, Tag } from '../../components/Section.tsx';
import { useCommand } from '../../ground/engine.ts';
import { t } from '../../i18n/index.ts';
import { EquipmentPanel } from './EquipmentPanel.tsx';
import { SpacePanel } from './SpacePanel.tsx';
import type { TabProps } from './tab.ts';

type Opened<T> = T | 'new' | null;

export function SpacesTab({ place }: TabProps) {
  const [space, setSpace] = useState<Opened<Space>>(null);
  const [thing, setThing] = useState<Opened<Equipment>>(null);
  const [withArchived, setWithArchived] = useState(false);
  const reorder = useCommand('place.reorderSpaces', {
    optimistically: ({ ids }, edit) =>
      edit('place.get', (value) => ({
        ...value,
        spaces: value.spaces.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id)),
      })),
  });
  const texts = t.place.spaces;
  const shown = place.spaces.filter(({ archived }) => withArchived || !archived);
  const anyArchived = place.spaces.some(({ archived }) => archived);

  function move(from: number, by: -1 | 1) {
    const [moved, other] = [shown[from], shown[from + by]];
    if (!moved || !other) return;
    const ids = place.spaces.map(({ id }) => id);
    const [a, b] = [ids.indexOf(moved.id), ids.indexOf(other.id)];
    void reorder.run({ ids: ids.with(a, other.id).with(b, moved.id) });
  }

  const add = (
    <Button leftSection={<IconPlus size={18} />} onClick={() => setSpace('new')}>
      {texts.add}
    </Button>
  );

  return (
    <>
      <Section title={texts.title} detail={texts.wholePlace} action={shown.length > 0 ? add : undefined}>
        {shown.length === 0 ? (
          <EmptyState icon={IconDoor} title={texts.empty} example={texts.emptyExample} action={add} />
        ) : (
          <Lines>
            {shown.map((one, index) => (
              <Line
                key={one.id}
                mark={<ColourMark colour={one.colour} size={22} />}
                badges={one.archived ? <Tag>{t.forms.archived}</Tag> : undefined}
                actions={
                  <>
                    <Arrow
                      icon={IconArrowUp}
                      label={texts.up(one.name)}
                      disabled={index === 0}
                      onClick={() => move(index, -1)}
                    />
                    <Arrow
                      icon={IconArrowDown}
                      label={texts.down(one.name)}
                      disabled={index === shown.length - 1}
                      onClick={() => move(index, 1)}
                    />
                    <EditButton name={one.name} onClick={() => setSpace(one)} />
                  </>
                }
              >
                <Text fw={600}>{one.name}</Text>
                <Text size="sm" c="dimmed">
                  {[
                    one.capacity === null ? texts.capacityUnknown : texts.capacityOf(one.capacity),
                    ...one.equipment,
                  ].join(' · ')}
                </Text>
              </Line>
            ))}
          </Lines>
        )}
        {anyArchived ? (
          <Checkbox
            label={t.forms.showArchived}
            checked={withArchived}
            onChange={(event) => setWithArchived(event.currentTarget.checked)}
          />
        ) : null}
      </Section>

      <Section
        title={t.place.equipment.title}
        detail={t.place.equipment.detail}
        action={
          <Button variant="default" leftSection={<IconPlus size={18} />} onClick={() => setThing('new')}>
            {t.place.equipment.add}
          </Button>
        }
      >
        {place.equipment.length === 0 ? (
          <Text c="dimmed">{t.place.equipment.empty}</Text>
        ) : (
          <Lines>
            {place.equipment.map((one) => (
              <Line
                key={one.id}
                mark={<IconBox size={22} stroke={1.5} aria-hidden />}
                actions={<EditButton name={one.name} onClick={() => setThing(one)} />}
              >
                <Text fw={600}>
                  {one.name}
                  <Text span c="dimmed" fw={400}>{` × ${one.quantity}`}</Text>
                </Text>
                {one.space === undefined ? null : (
                  <Text size="sm" c="dimmed">
                    {place.spaces.find(({ id }) => id === one.space)?.name}
                  </Text>
                )}
              </Line>
            ))}
          </Lines>
        )}
      </Section>

      {space === null ? null : (
        <SpacePanel
          space={space === 'new' ? undefined : space}
          place={place}
          onClose={() => setSpace(null)}
        />
      )}
      {thing === null ? null : (
        <EquipmentPanel
          equipment={thing === 'new' ? undefined : thing}
          place={place}
          onClose={() => setThing(null)}
        />
      )}
    </>
  );
}

interface ArrowProps {
  icon: typeof IconArrowUp;
  label: string;
  disabled: boolean;
  onClick(): void;
}

const Arrow = ({ icon: Icon, label, disabled, onClick }: ArrowProps) => (
  <Tooltip label={label} disabled={disabled}>
    <ActionIcon
      variant="subtle"
      color="gray"
      size={32}
      aria-label={label}
      style={disabled ? { background: 'none' } : undefined}
      disabled={disabled}
      onClick={onClick}
    >
      <Icon size={18} />
    </ActionIcon>
  </Tooltip>
);
