/** Équipe et postes: who shares the planning from which device, who asks to join, and where sharing stands. */
import { Box, Button, Skeleton, Stack } from '@mantine/core';
import { IconDevicesPlus } from '@tabler/icons-react';
import { useRef } from 'react';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { Notice } from '../../components/Notice.tsx';
import { Page } from '../../components/Page.tsx';
import { useEngine } from '../../ground/engine.ts';
import { navigate, useRoute } from '../../ground/route.ts';
import { t } from '../../i18n/index.ts';
import { Devices } from './Devices.tsx';
import { GoBack } from './GoBack.tsx';
import { InvitePanel } from './InvitePanel.tsx';
import { Requests } from './Requests.tsx';
import { Sharing } from './Sharing.tsx';

const words = t.team;

export default function TeamScreen() {
  const { params } = useRoute();
  const { data, error } = useEngine('team.overview', {});
  const removed = data?.sharing.state === 'removed';
  // Who is no longer of the team has nothing to administer.
  const team = data && removed ? { ...data, admin: false } : data;
  const inviteButton = useRef<HTMLButtonElement>(null);
  const inviting = params.inviter === '1';
  const active = team?.devices.filter(({ state }) => state === 'active') ?? [];
  const invite = () => navigate('equipe', { inviter: '1' });
  const close = () => {
    navigate('equipe', {}, { replace: true });
    requestAnimationFrame(() => inviteButton.current?.focus());
  };

  return (
    <Page
      title={words.title}
      detail={team ? words.detail(team.teamName, active.length) : undefined}
      width="wide"
      actions={
        team?.admin ? (
          <Button ref={inviteButton} leftSection={<IconDevicesPlus size={18} />} onClick={invite}>
            {words.invite}
          </Button>
        ) : undefined
      }
    >
      {error ? <ErrorNotice error={error} /> : null}
      {team === undefined ? (
        error ? null : (
          <Stack aria-hidden>
            <Skeleton h={72} />
            <Skeleton h={72} />
          </Stack>
        )
      ) : (
        <>
          <Box mb="md">
            {removed ? <ErrorNotice error={words.share.removed} /> : null}
            {inviting && !team.admin && !removed ? (
              <Notice>{words.inviting.notAdmin(adminsOf(active))}</Notice>
            ) : null}
          </Box>
          {team.admin && !inviting ? <Requests team={team} /> : null}
          <Devices team={team} opened={params.poste} />
          <Sharing team={team} />
          <GoBack />
          {inviting && team.admin ? <InvitePanel team={team} onClose={close} /> : null}
        </>
      )}
    </Page>
  );
}

const adminsOf = (devices: readonly { admin: boolean; person: { name: string } | null }[]): string[] => [
  ...new Set(devices.flatMap(({ admin, person }) => (admin && person ? [person.name] : []))),
];
