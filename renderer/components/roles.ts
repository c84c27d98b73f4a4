/** What the roles are called: of volunteers, the place may have a word of its own. */
import { useMemo } from 'react';
import { ROLES, type Role } from '#shared/domain/place/host.ts';
import { useEngine } from '../ground/engine.ts';
import { t } from '../i18n/index.ts';

export interface RoleNames {
  nameOf(role: Role): string;
  /** For a field to choose from. */
  choices: { value: Role; label: string }[];
}

export function useRoleNames(): RoleNames {
  const title = useEngine('place.get', {}).data?.settings.volunteerTitle ?? '';
  return useMemo(() => {
    const nameOf = (role: Role) => (role === 'volunteer-host' && title !== '' ? title : t.app.roles[role]);
    return { nameOf, choices: ROLES.map((value) => ({ value, label: nameOf(value) })) };
  }, [title]);
}
