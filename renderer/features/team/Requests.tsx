/** Who asks to join, while the invitation panel is closed. */
import { Stack } from '@mantine/core';
import type { TeamOverview } from '#shared/contract/team.ts';
import { useEngine } from '../../ground/engine.ts';
import { RequestCard } from './RequestCard.tsx';

export function Requests({ team }: { team: TeamOverview }) {
  const requests = useEngine('team.requests', {}, { staleTime: 0 }).data ?? [];
  if (requests.length === 0) return null;
  return (
    <Stack mb="xl">
      {requests.map((request) => (
        <RequestCard key={request.id} request={request} team={team} />
      ))}
    </Stack>
  );
}
