/** Ctrl+K: any screen, command, session, note, person or space, from the keyboard. */
import { Group, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { createSpotlight, Spotlight, useSpotlight } from '@mantine/spotlight';
import {
  IconCalendarEvent,
  IconChevronRight,
  IconDoor,
  IconNotebook,
  IconSearch,
  IconUser,
  IconYoga,
  type Icon as TablerIcon,
} from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { Hit } from '#shared/contract/search.ts';
import { answers, compared, sought } from '#shared/domain/search/sought.ts';
import { KeyHint } from '../components/KeyHint.tsx';
import { useAllCommands } from '../ground/commands.ts';
import { useEngine } from '../ground/engine.ts';
import { useOfferedScreens } from '../ground/held-circles.ts';
import { useLayer } from '../ground/layers.ts';
import { navigate } from '../ground/route.ts';
import { shortDate } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { screenEntries } from './screens.tsx';

const [searchStore, searchBox] = createSpotlight();
export const openSearch = searchBox.open;

const hitIcons: Record<Hit['kind'], TablerIcon> = {
  booking: IconCalendarEvent,
  activity: IconYoga,
  note: IconNotebook,
  facilitator: IconUser,
  host: IconUser,
  space: IconDoor,
};
const hitKinds = ['booking', 'note', 'activity', 'facilitator', 'host', 'space'] as const;

function openHit({ kind, id, date }: Hit): void {
  if (kind === 'booking') navigate('planning', { date, booking: id });
  else if (kind === 'note') navigate('notes', { note: id });
  else if (kind === 'activity') navigate('activites', { activity: id });
  else if (kind === 'facilitator') navigate('activites', { facilitator: id });
  else if (kind === 'host') navigate('lieu', { host: id });
  // The week has one row for each space.
  else navigate('planning', { view: 'week', by: 'space' });
}

interface LineProps {
  id: string;
  icon: TablerIcon;
  label: string;
  detail?: string;
  aside?: ReactNode;
  onPick(): void;
}

const Line = ({ icon: Icon, label, detail, aside, onPick }: LineProps) => (
  <Spotlight.Action onClick={onPick} highlightQuery={false}>
    <Group wrap="nowrap" w="100%">
      <Icon size={20} stroke={1.5} aria-hidden style={{ flex: 'none' }} />
      {/* Its words never widen the line: what is beside them stays in sight. */}
      <div style={{ flex: 1, minWidth: 0, contain: 'inline-size' }}>
        <Text truncate>{label}</Text>
        {detail ? (
          <Text size="sm" className="search-detail" truncate>
            {detail}
          </Text>
        ) : null}
      </div>
      {aside}
    </Group>
  </Spotlight.Action>
);

export function Search() {
  const [typed, setTyped] = useState('');
  const [text] = useDebouncedValue(typed.trim(), 80);
  const found = useEngine('search.everything', { text }, { enabled: text.length >= 2 });
  const commands = useAllCommands();
  const offered = useOfferedScreens();

  const wanted = sought(typed);
  const { opened } = useSpotlight(searchStore);
  const layer = useLayer('dialog', opened, searchBox.close);

  const groups: { label: string; lines: LineProps[] }[] = [
    {
      label: t.app.search.screens,
      lines: offered.map((screen) => ({
        id: screen,
        icon: screenEntries[screen].icon,
        label: t.app.screens[screen],
        onPick: () => navigate(screen),
      })),
    },
    {
      label: t.app.search.commands,
      lines: commands.map(({ id, icon, label, keywords, keys, run }) => ({
        id,
        icon: icon ?? IconChevronRight,
        label,
        keywords,
        ...(keys ? { aside: <KeyHint keys={keys} /> } : {}),
        onPick: run,
      })),
    },
  ].map((group) => ({
    ...group,
    lines: group.lines.filter((line) =>
      answers(
        wanted,
        compared('keywords' in line ? `${line.label} ${line.keywords ?? ''}` : line.label),
        'beginning',
      ),
    ),
  }));
  const hits = text.length >= 2 ? (found.data?.hits ?? []) : [];
  for (const kind of hitKinds)
    groups.push({
      label: t.app.search.kinds[kind],
      lines: hits
        .filter((hit) => hit.kind === kind)
        .map((hit) => ({
          id: hit.id,
          icon: hitIcons[kind],
          label: hit.title,
          detail: kind === 'space' ? t.app.search.toSpace : hit.detail,
          ...(hit.date ? { aside: <Text size="sm">{shortDate(hit.date)}</Text> } : {}),
          onPick: () => openHit(hit),
        })),
    });
  const shown = groups.filter(({ lines }) => lines.length > 0);

  return (
    <Spotlight.Root
      {...layer}
      store={searchStore}
      query={typed}
      onQueryChange={setTyped}
      shortcut={null}
      attributes={{ content: { 'aria-label': t.app.search.open } }}
      centered={false}
      yOffset="12vh"
      size="lg"
    >
      <Spotlight.Search
        aria-label={t.app.search.open}
        placeholder={t.app.search.placeholder}
        leftSection={<IconSearch size={20} stroke={1.5} />}
      />
      <Spotlight.ActionsList mah="60vh">
        {shown.map(({ label, lines }) => (
          <Spotlight.ActionsGroup key={label} label={label}>
            {lines.map((line) => (
              <Line key={line.id} {...line} />
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {shown.length === 0 ? <Spotlight.Empty>{t.app.search.nothing}</Spotlight.Empty> : null}
        {text.length >= 2 && found.data?.complete === false ? (
          <Text size="sm" c="dimmed" p="xs" role="status">
            {t.app.search.incomplete}
          </Text>
        ) : null}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
