/** Aide: every key of the app, those of the frame first, then of the planning, the notes and the threads held. */
import { Table, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { KeyHint } from '../../components/KeyHint.tsx';
import { Page } from '../../components/Page.tsx';
import { useAllCommands } from '../../ground/commands.ts';
import { useHeldThreads } from '../../ground/held-circles.ts';
import { t } from '../../i18n/index.ts';

export default function HelpScreen() {
  const { shortcuts, intro, tab, enter, close, zoom, print } = t.app.help;
  const frame: [string, string][] = [
    ...useAllCommands().flatMap(({ keys, label }): [string, string][] => (keys ? [[keys, label]] : [])),
    ['Tab', tab],
    ['Enter', enter],
    ['Escape', close],
    ['Ctrl+P', print],
    ['Ctrl++', zoom],
  ];
  const notes: [string, string][] = [
    ['Ctrl+N', t.notes.new],
    ['Ctrl+F', t.notes.search.label],
  ];
  const hasThreads = useHeldThreads().length > 0;
  const threads: [string, string][] = [
    ['Ctrl+N', t.threads.commands.write],
    [t.threads.compose.postKeys, t.threads.compose.post],
  ];
  const { title, onBlock, block, onScreen, screen } = t.planning.shortcuts;
  return (
    <Page title={t.app.help.title}>
      <Title order={2}>{shortcuts}</Title>
      <Text mb="md">{intro}</Text>
      <Keys
        label={shortcuts}
        lines={frame.map(([keys, does]) => [<KeyHint key={keys} keys={keys} />, does])}
      />
      <Title order={2} mt="xl">
        {title}
      </Title>
      {[
        { part: onBlock, lines: block },
        { part: onScreen, lines: screen },
      ].map(({ part, lines }) => (
        <section key={part}>
          <Title order={3} size="h4" mt="md">
            {part}
          </Title>
          <Keys
            label={part}
            lines={lines.map(([keys = '', does = '']) => [<strong key={keys}>{keys}</strong>, does])}
          />
        </section>
      ))}
      <Title order={2} mt="xl">
        {t.notes.title}
      </Title>
      <Keys
        label={t.notes.title}
        lines={notes.map(([keys, does]) => [<KeyHint key={keys} keys={keys} />, does])}
      />
      {hasThreads ? (
        <>
          <Title order={2} mt="xl">
            {t.app.help.threads}
          </Title>
          <Keys
            label={t.app.help.threads}
            lines={threads.map(([keys, does]) => [<KeyHint key={keys} keys={keys} />, does])}
          />
        </>
      ) : null}
    </Page>
  );
}

function Keys({ label, lines }: { label: string; lines: [ReactNode, string][] }) {
  const { key, does } = t.app.help;
  return (
    <Table aria-label={label}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w="13rem">{key}</Table.Th>
          <Table.Th>{does}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {lines.map(([keys, what]) => (
          <Table.Tr key={what}>
            <Table.Td>{keys}</Table.Td>
            <Table.Td>{what}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
