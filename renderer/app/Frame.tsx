/** What surrounds every screen: the navigation on the left, the bar above. */
import {
  ActionIcon,
  AppShell,
  Badge,
  Button,
  Group,
  Text,
  Tooltip,
  useComputedColorScheme,
  VisuallyHidden,
} from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import {
  IconDeviceDesktop,
  IconDevicesPlus,
  IconDeviceTv,
  IconLayoutSidebarLeftCollapse,
  IconLayoutSidebarLeftExpand,
  IconLock,
  IconMoon,
  IconSearch,
  IconSun,
} from '@tabler/icons-react';
import { KeyHint } from '../components/KeyHint.tsx';
import { useToSettle } from '../components/to-settle.ts';
import { useCommandKeys, useCommands } from '../ground/commands.ts';
import { useDoor } from '../ground/door.ts';
import { circleOfScreen, useOfferedScreens } from '../ground/held-circles.ts';
import { lockVault } from '../ground/lock.ts';
import { usePreferences } from '../ground/preferences.ts';
import { useTellPresence } from '../ground/presence.ts';
import { hrefOf, navigate, type Screen, useRoute } from '../ground/route.ts';
import { t } from '../i18n/index.ts';
import classes from './Frame.module.css';
import { openSearch, Search } from './Search.tsx';
import { SharingLine } from './SharingLine.tsx';
import { CurrentScreen, fetchScreen, screenEntries } from './screens.tsx';
import { UnreadCount } from './UnreadCount.tsx';

interface FrameProps {
  placeName: string;
  onReception(): void;
}

export function Frame({ placeName, onReception }: FrameProps) {
  const narrow = useMediaQuery('(max-width: 68em)', true, { getInitialValueInEffect: false });
  const preferences = usePreferences();
  const small = preferences.navigation === null ? narrow : preferences.navigation === 'icons';
  const scheme = useComputedColorScheme('light');
  const otherScheme = scheme === 'light' ? 'dark' : 'light';
  const changeScheme = () => preferences.change({ colourScheme: otherScheme });
  const schemeLabel = scheme === 'light' ? t.app.scheme.toDark : t.app.scheme.toLight;

  const offered = useOfferedScreens();
  const door = useDoor();

  useTellPresence();
  useCommandKeys();
  useCommands([
    { id: 'app.search', label: t.app.search.open, icon: IconSearch, keys: 'Ctrl+K', run: openSearch },
    { id: 'app.reception', label: t.app.reception, icon: IconDeviceDesktop, keys: 'F9', run: onReception },
    { id: 'app.lock', label: t.app.lock, icon: IconLock, keys: 'Ctrl+L', run: () => void lockVault() },
    {
      id: 'app.door',
      label: door.open ? t.door.closeCommand : t.door.openCommand,
      keywords: t.door.keywords,
      icon: IconDeviceTv,
      run: door.open ? door.close : door.show,
    },
    {
      id: 'team.invite',
      label: t.team.commands.invite,
      keywords: t.team.commands.keywords,
      icon: IconDevicesPlus,
      run: () => navigate('equipe', { inviter: '1' }),
    },
    {
      id: 'app.scheme',
      label: schemeLabel,
      icon: scheme === 'light' ? IconMoon : IconSun,
      run: changeScheme,
    },
  ]);

  return (
    <>
      <button type="button" className="skip-link no-print" onClick={skipToContent}>
        {t.app.skipToContent}
      </button>
      <AppShell
        header={{ height: 56 }}
        navbar={{ width: small ? 64 : 240, breakpoint: 0 }}
        padding={{ base: 'sm', sm: 'lg' }}
        transitionDuration={0}
      >
        <AppShell.Header className={classes.header}>
          <Group h="100%" px="md" justify="space-between" wrap="nowrap" gap="xs">
            <Text fw={600} size="lg" truncate className={classes.place}>
              {placeName}
            </Text>
            <Group gap={6} wrap="nowrap">
              <Button
                variant="default"
                className={classes.search}
                leftSection={<IconSearch size={18} stroke={1.5} />}
                rightSection={<KeyHint keys="Ctrl+K" />}
                onClick={openSearch}
              >
                {t.app.search.open}
              </Button>
              <BarButton
                className={classes.searchSmall}
                label={t.app.search.open}
                icon={IconSearch}
                onClick={openSearch}
              />
              <BarButton label={t.app.reception} keys="F9" icon={IconDeviceDesktop} onClick={onReception} />
              <BarButton
                label={schemeLabel}
                icon={scheme === 'light' ? IconMoon : IconSun}
                onClick={changeScheme}
              />
              <BarButton label={t.app.lock} keys="Ctrl+L" icon={IconLock} onClick={() => void lockVault()} />
            </Group>
          </Group>
        </AppShell.Header>
        <AppShell.Navbar className={classes.navbar} aria-label={t.app.navigation}>
          <div className={classes.links}>
            {offered.map((screen) => (
              <NavLink key={screen} screen={screen} small={small} />
            ))}
          </div>
          <SharingLine small={small} />
          <Tooltip label={t.app.expand} position="right" disabled={!small}>
            <button
              type="button"
              className={classes.link}
              aria-expanded={!small}
              aria-label={small ? t.app.expand : t.app.collapse}
              onClick={() => preferences.change({ navigation: small ? 'words' : 'icons' })}
            >
              {small ? (
                <IconLayoutSidebarLeftExpand size={22} stroke={1.5} aria-hidden />
              ) : (
                <>
                  <IconLayoutSidebarLeftCollapse size={22} stroke={1.5} aria-hidden />
                  <span className={classes.word}>{t.app.collapse}</span>
                </>
              )}
            </button>
          </Tooltip>
        </AppShell.Navbar>
        <AppShell.Main id="content" tabIndex={-1}>
          <CurrentScreen />
        </AppShell.Main>
      </AppShell>
      <Search />
    </>
  );
}

function skipToContent(): void {
  document.getElementById('content')?.focus();
}

function NavLink({ screen, small }: { screen: Screen; small: boolean }) {
  const active = useRoute().screen === screen;
  const circle = circleOfScreen(screen);
  const { icon: Icon } = screenEntries[screen];
  const label = t.app.screens[screen];
  return (
    <Tooltip label={label} position="right" disabled={!small}>
      <a
        className={classes.link}
        href={hrefOf(screen)}
        aria-current={active ? 'page' : undefined}
        // One who points at it will most often press it.
        onPointerEnter={() => fetchScreen(screen)}
        onFocusCapture={() => fetchScreen(screen)}
      >
        <Icon size={22} stroke={active ? 2 : 1.5} aria-hidden />
        {small ? <VisuallyHidden>{label}</VisuallyHidden> : <span className={classes.word}>{label}</span>}
        {screen === 'a-regler' ? <ToSettleCount small={small} /> : null}
        {circle ? <UnreadCount circle={circle} className={small ? classes.countSmall : undefined} /> : null}
      </a>
    </Tooltip>
  );
}

function ToSettleCount({ small }: { small: boolean }) {
  const { count } = useToSettle();
  if (count === 0) return null;
  return (
    <Badge
      className={small ? classes.countSmall : undefined}
      size="md"
      circle={count < 10}
      color="wood.7"
      aria-label={t.app.toSettleCount(count)}
    >
      {count}
    </Badge>
  );
}

interface BarButtonProps {
  label: string;
  keys?: string;
  icon: typeof IconLock;
  className?: string | undefined;
  onClick(): void;
}

function BarButton({ label, keys, icon: Icon, className, onClick }: BarButtonProps) {
  return (
    <Tooltip label={keys ? `${label} (${keys})` : label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        c="var(--mantine-color-text)"
        size={36}
        className={className}
        aria-label={label}
        onClick={onClick}
      >
        <Icon size={22} stroke={1.5} />
      </ActionIcon>
    </Tooltip>
  );
}
