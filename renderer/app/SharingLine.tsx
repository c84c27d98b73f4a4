/** Where sharing stands, in a sentence, at the foot of the navigation; nothing on a machine that is alone. */
import { Tooltip } from '@mantine/core';
import {
  IconChecks,
  IconHourglassHigh,
  IconPlugConnectedX,
  IconUserOff,
  type Icon as TablerIcon,
} from '@tabler/icons-react';
import type { SharingView } from '#shared/contract/team.ts';
import { useNow } from '../components/use-now.ts';
import { useEngine } from '../ground/engine.ts';
import { hrefOf } from '../ground/route.ts';
import { t } from '../i18n/index.ts';
import classes from './Frame.module.css';

const icons: Record<Exclude<SharingView['state'], 'alone'>, TablerIcon> = {
  shared: IconChecks,
  pending: IconHourglassHigh,
  offline: IconPlugConnectedX,
  removed: IconUserOff,
};

export function SharingLine({ small }: { small: boolean }) {
  const { data } = useEngine('team.sharing', {});
  // "à 14 h 02" becomes "hier à 14 h 02" while nobody touches anything.
  useNow();
  if (data === undefined || data.state === 'alone') return null;
  const line = t.team.sharing.line(data, Date.now());
  const Icon = icons[data.state];
  return (
    <Tooltip label={line} position="right" disabled={!small}>
      <a
        className={`${classes.link} ${classes.sharing}`}
        href={hrefOf('equipe')}
        data-state={data.state}
        aria-label={t.team.sharing.label(line)}
      >
        <Icon size={22} stroke={1.5} aria-hidden />
        {small ? null : <span className={classes.sentence}>{line}</span>}
      </a>
    </Tooltip>
  );
}
