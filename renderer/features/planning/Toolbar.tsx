/** Which period, which rows, which bookings. */
import {
  ActionIcon,
  Button,
  Checkbox,
  Group,
  Popover,
  SegmentedControl,
  Stack,
  Text,
  Tooltip,
} from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import {
  IconCalendar,
  IconChevronLeft,
  IconChevronRight,
  IconFilter,
  type Icon as TablerIcon,
} from '@tabler/icons-react';
import { bookingKinds } from '#shared/domain/planning/model.ts';
import type { LocalDate } from '#shared/domain/time/wall.ts';
import type { By } from '../../components/booking/names.ts';
import { useCategories } from '../../components/categories.ts';
import { bookingIcon, categoryIcon } from '../../components/marks.tsx';
import { t } from '../../i18n/index.ts';
import { step, type View, type ViewState, views } from './view-state.ts';

interface ToolbarProps {
  state: ViewState;
  today: LocalDate;
  onChange(change: Partial<ViewState>): void;
}

export function Toolbar({ state, today, onChange }: ToolbarProps) {
  const words = t.planning.toolbar;
  const { view, date } = state;
  return (
    <Group
      gap={8}
      mb="sm"
      className="no-print"
      role="group"
      aria-label={words.label}
      // The arrows of a choice are its own, not those of the period.
      onKeyDown={(event) => event.key.startsWith('Arrow') && event.stopPropagation()}
    >
      <Group gap={4} wrap="nowrap">
        <Arrow
          label={words.previous[view]}
          keys="←"
          icon={IconChevronLeft}
          onClick={() => onChange({ date: step(view, date, -1) })}
        />
        <Button variant="default" onClick={() => onChange({ date: today })}>
          {words.today}
        </Button>
        <Arrow
          label={words.next[view]}
          keys="→"
          icon={IconChevronRight}
          onClick={() => onChange({ date: step(view, date, 1) })}
        />
      </Group>
      <DatePickerInput
        title={words.date}
        value={date}
        onChange={(chosen) => chosen && onChange({ date: chosen })}
        valueFormat="D MMM"
        leftSection={<IconCalendar size={16} stroke={1.5} />}
        w="6.5rem"
        // "18 sept." on one line, and the whole bar too.
        styles={{ input: { whiteSpace: 'nowrap', paddingInlineEnd: 4 } }}
        popoverProps={{ withinPortal: true }}
      />
      <SegmentedControl
        aria-label={t.planning.views.label}
        value={view}
        onChange={(chosen) => onChange({ view: chosen as View })}
        data={views.map((value) => ({ value, label: t.planning.views[value] }))}
      />
      {view === 'month' ? null : (
        <SegmentedControl
          aria-label={t.planning.by.label}
          value={state.by}
          onChange={(chosen) => onChange({ by: chosen as By })}
          data={[
            { value: 'space', label: t.planning.by.space },
            { value: 'host', label: t.planning.by.host },
          ]}
        />
      )}
      <Filters state={state} onChange={onChange} />
    </Group>
  );
}

interface ArrowProps {
  label: string;
  keys: string;
  icon: TablerIcon;
  onClick(): void;
}

function Arrow({ label, keys, icon: Icon, onClick }: ArrowProps) {
  return (
    <Tooltip label={`${label} (${keys})`}>
      <ActionIcon variant="default" size={36} aria-label={label} onClick={onClick}>
        <Icon size={20} />
      </ActionIcon>
    </Tooltip>
  );
}

function Filters({ state, onChange }: Pick<ToolbarProps, 'state' | 'onChange'>) {
  const words = t.planning.toolbar;
  const categories = useCategories().list;
  const count = state.kinds.length + state.categories.length;
  const active = count > 0 || state.withCancelled;
  const label = count > 0 ? words.filtersOn(count) : words.filters;
  return (
    <Popover position="bottom-end" shadow="md" trapFocus width={300}>
      <Popover.Target>
        <ActionIcon variant={active ? 'light' : 'default'} size={36} aria-label={label} title={label}>
          <IconFilter size={18} stroke={1.5} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="sm">
          <Checkbox.Group
            label={words.kinds}
            value={state.kinds}
            onChange={(kinds) => onChange({ kinds: bookingKinds.filter((kind) => kinds.includes(kind)) })}
          >
            <Stack gap={6} mt={6}>
              {bookingKinds.map((kind) => (
                <Choice key={kind} value={kind} label={t.app.kinds[kind]} icon={bookingIcon(kind)} />
              ))}
            </Stack>
          </Checkbox.Group>
          {categories.length === 0 ? null : (
            <Checkbox.Group
              label={words.categories}
              value={state.categories}
              onChange={(chosen) => onChange({ categories: chosen })}
            >
              <Stack gap={6} mt={6}>
                {categories.map(({ id, name }) => (
                  <Choice key={id} value={id} label={name} icon={categoryIcon(id)} />
                ))}
              </Stack>
            </Checkbox.Group>
          )}
          <Checkbox
            label={words.cancelled}
            checked={state.withCancelled}
            onChange={(event) => onChange({ withCancelled: event.currentTarget.checked })}
          />
          {active ? (
            <Button
              variant="subtle"
              onClick={() => onChange({ kinds: [], categories: [], withCancelled: false })}
            >
              {words.clear}
            </Button>
          ) : null}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function Choice({ value, label, icon: Icon }: { value: string; label: string; icon: TablerIcon }) {
  return (
    <Checkbox
      value={value}
      label={
        <Group gap={6} wrap="nowrap" component="span">
          <Icon size={16} stroke={1.5} aria-hidden />
          <Text span size="sm">
            {label}
          </Text>
        </Group>
      }
    />
  );
}
