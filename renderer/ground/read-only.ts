/** Whether this device may only look: a volunteer's, who administers nothing. The engine refuses its changes anyway. */
import type { TeamOverview } from '#shared/contract/team.ts';
import { useEngineSelect } from './engine.ts';

const mayOnlyLook = ({ devices, me }: TeamOverview): boolean => {
  const mine = devices.find(({ id }) => id === me);
  return mine !== undefined && mine.role === 'volunteer-host' && !mine.admin;
};

/** False until the engine has answered: nothing that may be done is hidden by mistake. */
export const useReadOnly = (): boolean => useEngineSelect('team.overview', {}, mayOnlyLook) ?? false;
