/** The role of this device in its team, as the register says it today. Undefined until the engine has answered. */
import type { TeamOverview } from '#shared/contract/team.ts';
import { useEngineSelect } from './engine.ts';

const roleOf = ({ devices, me }: TeamOverview) => devices.find(({ id }) => id === me)?.role;

export const useMyRole = () => useEngineSelect('team.overview', {}, roleOf) ?? undefined;
