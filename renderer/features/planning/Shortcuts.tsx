/** The keys of the planning, on the planning: those of other screens are in Aide. */
import { Table, Title } from '@mantine/core';
import { Dialog } from '../../components/Dialog.tsx';
import { t } from '../../i18n/index.ts';

export function Shortcuts({ opened, onClose }: { opened: boolean; onClose(): void }) {
  const { title, onBlock, onScreen, block, screen } = t.planning.shortcuts;
  return (
    <Dialog opened={opened} onClose={onClose} size="lg" title={title}>
      <Keys title={onBlock} lines={block} />
      <Keys title={onScreen} lines={screen} />
    </Dialog>
  );
}

function Keys({ title, lines }: { title: string; lines: string[][] }) {
  return (
    <>
      <Title order={3} size="h4" mt="sm">
        {title}
      </Title>
      <Table>
        <Table.Tbody>
          {lines.map(([keys, does]) => (
            <Table.Tr key={keys}>
              <Table.Th scope="row" w="11rem" fw={600}>
                {keys}
              </Table.Th>
              <Table.Td>{does}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}
