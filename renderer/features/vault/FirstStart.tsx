/** From nothing to a vault in three steps: the team, made or joined, oneself, the recovery sheet (shown by the threshold). */
import { Button, Group, Radio, SegmentedControl, Select, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useState } from 'react';
import type { ParamsOf } from '#shared/contract/index.ts';
import { VOLUNTEER_TITLE } from '#shared/domain/place/ressourcerie.ts';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { useCommand } from '../../ground/engine.ts';
import { useGesture } from '../../ground/under-way.ts';
import { t } from '../../i18n/index.ts';
import { JoinTeam } from './JoinTeam.tsx';
import { isAcceptable, NewPassphraseFields, noPassphrase } from './passphrase.tsx';
import { ThresholdPage } from './ThresholdPage.tsx';

export interface MadeVault {
  recoveryCode: string;
  owner: string;
}

interface FirstStartProps {
  /** A request to join is already on its way. */
  joining: boolean;
  /** Before the vault is asked for: from here on the page must not go to the first screen by itself. */
  onCreating(creating: boolean): void;
  onCreated(made: MadeVault): void;
  onRestore(): void;
  /** When there are other vaults to go back to. */
  onBack?: (() => void) | undefined;
}

const profiles = ['ressourcerie', 'empty'] as const;
type Profile = (typeof profiles)[number];
type Way = 'create' | 'join';
type Role = ParamsOf<'vault.create'>['role'];
// The contract's own list would bring its schemas into the first screen.
const roles = Object.keys(t.vault.roles) as Role[];

/** The profile brings a word of its own for its volunteers. */
const nameOf = (role: Role, profile: Profile): string =>
  role === 'volunteer-host' && profile === 'ressourcerie' ? VOLUNTEER_TITLE : t.vault.roles[role];

export function FirstStart({ joining, onCreating, onCreated, onRestore, onBack }: FirstStartProps) {
  const [way, setWay] = useState<Way>('create');
  // A page loaded again in the middle of joining learns it a little late.
  useEffect(() => {
    if (joining) setWay('join');
  }, [joining]);
  const [step, setStep] = useState<1 | 2>(1);
  const [team, setTeam] = useState('');
  const [profile, setProfile] = useState<Profile>('ressourcerie');
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('coordinator');
  const [passphrase, setPassphrase] = useState(noPassphrase);
  const [tried, setTried] = useState(false);
  const create = useCommand('vault.create', { handles: 'all' });
  const texts = t.vault.start;
  const personal = [name, team];

  function goOn(event: FormEvent) {
    event.preventDefault();
    setTried(team.trim() === '');
    if (team.trim() !== '') setStep(2);
  }

  const make = useGesture(async () => {
    setTried(true);
    if (name.trim() === '' || !(await isAcceptable(passphrase, personal))) return;
    onCreating(true);
    const answer = await create.run({
      team: team.trim(),
      profile,
      name: name.trim(),
      role,
      passphrase: passphrase.first,
    });
    if (answer.ok)
      onCreated({ recoveryCode: answer.value.recoveryCode, owner: `${name.trim()}, ${team.trim()}` });
    else onCreating(false);
  });

  const above = `${onBack ? '' : `${texts.title} · `}${texts.step(1)}`;
  const choice = (
    <SegmentedControl
      aria-label={texts.choice.label}
      fullWidth
      value={way}
      onChange={(chosen) => setWay(chosen as Way)}
      data={[
        { value: 'create', label: texts.choice.create },
        { value: 'join', label: texts.choice.join },
      ]}
    />
  );
  const below = (
    <Group justify="center">
      <Button variant="subtle" onClick={onRestore}>
        {texts.restoreInstead}
      </Button>
      {onBack ? (
        <Button variant="subtle" onClick={onBack}>
          {texts.back}
        </Button>
      ) : null}
    </Group>
  );

  if (way === 'join') return <JoinTeam above={above} choice={choice} below={below} onJoining={onCreating} />;

  if (step === 1)
    return (
      <ThresholdPage above={above} title={texts.team.title} intro={texts.team.intro} below={below}>
        <form onSubmit={goOn} noValidate>
          <Stack>
            {choice}
            <TextInput
              label={texts.team.name}
              placeholder={texts.team.nameExample}
              value={team}
              maxLength={80}
              required
              withAsterisk={false}
              autoFocus
              onChange={(event) => setTeam(event.currentTarget.value)}
              error={tried && team.trim() === '' ? t.vault.fields.missing : undefined}
            />
            <Radio.Group
              label={texts.team.profile}
              value={profile}
              onChange={(value) => setProfile(value as Profile)}
            >
              <Stack gap="xs" mt="xs">
                {profiles.map((each) => (
                  <Radio
                    key={each}
                    value={each}
                    label={texts.team.profiles[each].title}
                    description={texts.team.profiles[each].detail}
                  />
                ))}
              </Stack>
            </Radio.Group>
            <Group>
              <Button type="submit">{texts.next}</Button>
            </Group>
          </Stack>
        </form>
      </ThresholdPage>
    );

  return (
    <ThresholdPage above={texts.step(2)} title={texts.you.title}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          make();
        }}
        noValidate
      >
        <Stack>
          <TextInput
            label={texts.you.name}
            description={texts.you.nameDetail}
            value={name}
            maxLength={80}
            required
            withAsterisk={false}
            autoFocus
            onChange={(event) => setName(event.currentTarget.value)}
            error={tried && name.trim() === '' ? t.vault.fields.missing : undefined}
          />
          <Select
            label={texts.you.role}
            value={role}
            allowDeselect={false}
            onChange={(value) => value && setRole(value as Role)}
            data={roles.map((value) => ({ value, label: nameOf(value, profile) }))}
          />
          <NewPassphraseFields
            value={passphrase}
            onChange={setPassphrase}
            personal={personal}
            label={texts.you.passphrase}
            description={texts.you.passphraseDetail}
            tried={tried}
          />
          {create.refusal ? <ErrorNotice error={create.refusal} /> : null}
          <Group>
            <Button type="submit" loading={create.busy}>
              {texts.you.create}
            </Button>
            <Button variant="default" onClick={() => setStep(1)} disabled={create.busy}>
              {texts.back}
            </Button>
            <Text role="status" size="sm">
              {create.busy ? texts.you.creating : ''}
            </Text>
          </Group>
        </Stack>
      </form>
    </ThresholdPage>
  );
}
