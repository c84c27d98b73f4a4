/** The look of what is published: logo, colour, tagline, website. */
import { Button, ColorInput, Group, Input, Paper, Stack, Text, TextInput } from '@mantine/core';
import { IconPhoto, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { AppError } from '#shared/contract/errors/tags.ts';
import { programmeMethods } from '#shared/contract/programme.ts';
import { type Look, textOn } from '#shared/domain/programme/look.ts';
import type { ProgrammePlace } from '#shared/domain/programme/model.ts';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { PanelForm } from '../../components/PanelForm.tsx';
import { SidePanel } from '../../components/SidePanel.tsx';
import { showSaved } from '../../components/saved.ts';
import { usePanelForm } from '../../components/usePanelForm.ts';
import { callEngine, useCommand } from '../../ground/engine.ts';
import { t } from '../../i18n/index.ts';
import { shrinkLogo } from './shrink-logo.ts';

const words = t.programme.look;
const isColour = (colour: string) => /^#[0-9a-f]{6}$/.test(colour);
/** Of the app, and of the palette told apart by colour-blind people; each readable under white or black words. */
const SWATCHES = ['#165d57', '#0072b2', '#8a3b12', '#7a3500', '#78305a', '#4a3c7d', '#55606e', '#000000'];

export function LookPanel({ place, onClose }: { place: ProgrammePlace; onClose(): void }) {
  const save = useCommand('programme.saveLook');
  const { form, draft, submit } = usePanelForm<Look & Record<string, unknown>, Look>({
    draftKey: 'programme.look',
    initial: { logo: place.logo, colour: place.colour, tagline: place.tagline, website: place.website },
    schema: programmeMethods['programme.saveLook'].params,
    toInput: ({ logo, colour, tagline, website }) => ({
      ...{ logo, tagline, website },
      colour: colour.toLowerCase(),
    }),
    async save(input) {
      const answer = await save.run(input);
      if (!answer.ok) return false;
      showSaved(words.saved, answer.value.gestureId);
      onClose();
      return true;
    },
  });
  const colour = form.values.colour.toLowerCase();
  return (
    <SidePanel opened title={words.title} onClose={onClose}>
      <PanelForm draft={draft} busy={save.busy} onSubmit={submit} onCancel={onClose}>
        <LogoField logo={form.values.logo} onChange={(logo) => form.setFieldValue('logo', logo)} />
        <ColorInput
          label={words.colour}
          description={words.colourHint}
          format="hex"
          swatches={SWATCHES}
          swatchesPerRow={8}
          withEyeDropper={false}
          {...form.getInputProps('colour')}
          error={isColour(colour) ? undefined : words.colourWrong}
        />
        {isColour(colour) ? (
          <Paper p="md" bg={colour} c={textOn(colour)} withBorder>
            <Text fw={600}>{place.name}</Text>
            <Text>{words.sample}</Text>
          </Paper>
        ) : null}
        <TextInput
          label={words.tagline}
          placeholder={words.taglineExample}
          maxLength={120}
          {...form.getInputProps('tagline')}
        />
        <TextInput
          label={words.website}
          placeholder={words.websiteExample}
          maxLength={200}
          {...form.getInputProps('website')}
        />
        <Text size="sm" c="dimmed">
          {words.rest}
        </Text>
      </PanelForm>
    </SidePanel>
  );
}

function LogoField({ logo, onChange }: { logo: string | null; onChange(logo: string | null): void }) {
  const [refusal, setRefusal] = useState<AppError | null>(null);
  const [said, setSaid] = useState('');

  async function choose() {
    const file = await window.margelle.shell.chooseFile('open-image');
    if (file === null) return;
    setRefusal(null);
    setSaid('');
    const read = await callEngine('programme.readImage', { file: file.token });
    if (!read.ok) return setRefusal(read.error);
    try {
      const small = await shrinkLogo(read.value.dataUrl);
      if (small === null) setSaid(words.logoTooRich);
      else onChange(small);
    } catch {
      // It begins as an image does, and is none.
      setRefusal({ tag: 'not_an_image', name: read.value.name });
    }
  }

  return (
    <Input.Wrapper label={words.logo} description={words.logoHint} labelElement="div">
      <Stack gap="xs" mt={6}>
        {logo === null ? (
          <Text size="sm">{words.noLogo}</Text>
        ) : (
          <Paper p="xs" bg="#fff" withBorder w="fit-content">
            <img src={logo} alt={words.logoAlt} style={{ display: 'block', maxWidth: 180, maxHeight: 120 }} />
          </Paper>
        )}
        <Group gap="xs">
          <Button
            variant="default"
            leftSection={<IconPhoto size={18} aria-hidden />}
            onClick={() => void choose()}
          >
            {words.chooseLogo}
          </Button>
          {logo === null ? null : (
            <Button
              variant="subtle"
              leftSection={<IconTrash size={18} aria-hidden />}
              onClick={() => onChange(null)}
            >
              {words.removeLogo}
            </Button>
          )}
        </Group>
        <Text role="status" size="sm" hidden={said === ''}>
          {said}
        </Text>
        {refusal ? <ErrorNotice error={refusal} /> : null}
      </Stack>
    </Input.Wrapper>
  );
}
