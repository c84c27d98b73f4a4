/** Whether this device may only look: a volunteer's, who administers nothing. The engine refuses its changes anyway. */
import { useEngine } from './engine.ts';

/** False until the engine has answered: nothing that may be done is hidden by mistake. */
export function useReadOnly(): boolean {
  const { data } = useEngine('team.overview', {});
  const mine = data?.devices.find(({ id }) => id === data.me);
  return mine !== undefined && mine.role === 'volunteer-host' && !mine.admin;
}
