/** Aide: the keys, those of the frame and those that the current screens offer. */
import { Table, Text, Title } from '@mantine/core';
import { useAllCommands } from '../../app/commands.ts';
import { KeyHint } from '../../components/KeyHint.tsx';
import { Page } from '../../components/Page.tsx';
import { t } from '../../i18n/index.ts';

export default function HelpScreen() {
  const { shortcuts, intro, key, does, tab, enter, close, zoom, print } = t.app.help;
  const rows: [string, string][] = [
    ...useAllCommands().flatMap(({ keys, label }): [string, string][] => (keys ? [[keys, label]] : [])),
    ['Tab', tab],
    ['Enter', enter],
    ['Escape', close],
    ['Ctrl+P', print],
    ['Ctrl++', zoom],
  ];
  return (
    <Page title={t.app.help.title}>
      <Title order={2}>{shortcuts}</Title>
      <Text mb="md">{intro}</Text>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{key}</Table.Th>
            <Table.Th>{does}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(([keys, label]) => (
            <Table.Tr key={keys}>
              <Table.Td>
                <KeyHint keys={keys} />
              </Table.Td>
              <Table.Td>{label}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Page>
  );
}
